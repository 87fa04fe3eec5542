import { uniqueNames } from '../src/core/column.js'
import type { TableFormat } from '../src/core/formatter.js'
import { objectLayout } from '../src/core/object-layout.js'
import { writeRows } from '../src/core/row-writer.js'
import { jsonCells } from './json/cells.js'
import { bigNumbers, jsonKey, jsonSpelling } from './json.js'

/** JSON Lines: an object a line, by the rules of the `json` format. */
const jsonl: TableFormat<{ bigNumbers: typeof bigNumbers }> = {
  name: 'jsonl',
  aliases: ['ndjson'],
  extensions: ['jsonl', 'ndjson'],
  summary: 'an object a line (JSON Lines)',
  content: 'text',
  tables: 'one',
  options: { bigNumbers },
  async write({ columns, batches }, sink, { bigNumbers }, notify) {
    const spelling = {
      ...jsonSpelling(bigNumbers),
      // A line end in valid JSON can only be white space between its parts.
      json: (text: string) => text.replace(/[\r\n]+/g, ' '),
    }
    await writeRows(batches, sink, {
      ...objectLayout(uniqueNames(columns, notify).map(jsonKey), {
        open: '{',
        between: ', ',
        close: '}\n',
        empty: '{}\n',
      }),
      ...jsonCells(columns, spelling, bigNumbers === 'exact'),
    })
  },
  async read(input) {
    const { readJsonLines } = await import('./jsonl/read.js')
    return [readJsonLines(input)]
  },
}

export default jsonl
