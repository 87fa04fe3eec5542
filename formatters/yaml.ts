import { uniqueNames } from '../src/core/column.js'
import type { BookFormat, Notify } from '../src/core/formatter.js'
import type { Spelling } from '../src/core/representation.js'
import type { Sink } from '../src/core/sink.js'
import type { Table } from '../src/core/table.js'
import { objectWriter } from './json.js'
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
    for await (const dataset of book) {
      await sink.write(separator)
      await writeDocument(dataset, sink, spelling, notify)
      separator = '---\n'
    }
  },
}

export default yaml

async function writeDocument(
  { columns, batches }: Table,
  sink: Sink,
  spelling: Spelling,
  notify: Notify,
): Promise<void> {
  const mapping = objectWriter(columns, uniqueNames(columns, notify), spelling, {
    key: (name) => yamlKey(spelling.string(name)),
    open: '- {',
    between: ', ',
    close: '}\n',
    empty: '- {}\n',
  })
  let empty = true
  for await (const batch of batches) {
    if (batch.length === 0) continue
    await sink.write(batch.map(mapping).join(''))
    empty = false
  }
  if (empty) await sink.write('[]\n')
}
