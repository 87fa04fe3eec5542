import { DataTable } from '../../src/core/data-table.js'
import type { HeldTable } from '../../src/core/table.js'
import { unreadable } from '../../src/core/unreadable.js'
import { utf8Text } from '../../src/core/utf8-text.js'
import { checkJson } from '../json/check.js'
import { addRow } from '../json/read.js'
import { skipped } from '../json/scan.js'

/** An object a line; empty lines are nothing. */
export function readJsonLines(input: Uint8Array): HeldTable {
  const table = new DataTable('jsonl')
  const lines = utf8Text(input, 'jsonl').split('\n')
  lines.forEach((line, index) => {
    const start = skipped(line, 0)
    if (start === line.length) return
    checkJson(line, 'jsonl', index + 1)
    if (line[start] !== '{') {
      throw unreadable('jsonl', `line ${index + 1} is not an object`, {
        hint: 'Each line is a row, {"name": value}; an array of them is json.',
      })
    }
    addRow(table, line, start)
  })
  return table.table()
}
