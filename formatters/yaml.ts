import { uniqueNames } from '../src/core/column.js'
import type { BookFormat, Notify } from '../src/core/formatter.js'
import { objectLayout } from '../src/core/object-layout.js'
import {
  encoder,
  isCommonNumber,
  type Spelling,
  writePlainText,
} from '../src/core/representation.js'
import { writeRows as write } from '../src/core/row-writer.js'
import type { Sink } from '../src/core/sink.js'
import type { Table } from '../src/core/table.js'
import { yamlKey, yamlSpelling } from './yaml/scalars.js'

const options = {} as const

/**
 * A sequence of a flow mapping a row; several datasets are several documents. Loads to the same
 * values in readers of YAML 1.1 and 1.2: what either would take for something else is quoted.
 */
const yaml: BookFormat<typeof options> = {
  name: 'yaml',
  aliases: ['yml'],
  extensions: ['yaml', 'yml'],
  summary: 'a sequence of mappings, a row a line',
  content: 'text',
  tables: 'many',
  options,
  async write(book, sink, _options, notify) {
    const { dump } = await import('js-yaml')
    const spelling = yamlSpelling(dump)
    let separator = ''
    for await (const table of book) {
      await sink.write(separator)
      await writeRows(table, sink, spelling, { indent: '', ofNone: '[]\n' }, notify)
      separator = '---\n'
    }
  },
  /** As Python's tablib has a databook: a sequence of mappings of a title and data. */
  async writeBook(tables, sink, _options, notify) {
    const { dump } = await import('js-yaml')
    const spelling = yamlSpelling(dump)
    let count = 0
    for await (const table of tables) {
      const title = table.title === undefined ? spelling.null : spelling.string(table.title)
      await sink.write(`- title: ${title}\n  data:`)
      await writeRows(table, sink, spelling, { indent: '    ', ofNone: ' []\n' }, notify)
      count++
    }
    if (count === 0) await sink.write('[]\n')
  },
  async read(input) {
    const { readYaml } = await import('./yaml/read.js')
    return readYaml(input)
  },
}

export default yaml

interface Place {
  readonly indent: string
  /** What is written where there are no rows. */
  readonly ofNone: string
}

async function writeRows(
  { columns, batches }: Table,
  sink: Sink,
  spelling: Spelling,
  { indent, ofNone }: Place,
  notify: Notify,
): Promise<void> {
  const keys = uniqueNames(columns, notify).map((name) => yamlKey(spelling.string(name)))
  const texts = columns.map((column) => encoder(column, spelling))
  const any = await write(batches, sink, {
    ...objectLayout(keys, {
      open: `${indent}- {`,
      between: ', ',
      close: '}\n',
      empty: `${indent}- {}\n`,
    }),
    first: indent === '' ? '' : '\n',
    null: spelling.null,
    value(value, column, out) {
      if (isCommonNumber(value)) writePlainText(value, out)
      else out.text(texts[column]?.(value) ?? '')
    },
  })
  if (!any) await sink.write(ofNone)
}
