import type { Column } from '../../src/core/column.js'
import type { Row } from '../../src/core/value.js'
import { column } from './written.js'

/** A column of every kind, and one that SQLite says nothing of. */
export const columns: readonly Column[] = [
  column('id', 'integer'),
  column('name', 'text'),
  column('price', 'decimal', { precision: 10, scale: 2 }),
  column('ratio', 'float'),
  column('sold', 'boolean'),
  column('picture', 'bytes'),
  column('day', 'date'),
  column('time', 'time'),
  column('at', 'datetime'),
  column('details', 'json'),
  column('tags', 'array', { element: { kind: 'text', delimiter: ',' } }),
  column('anything', 'unknown'),
]

/** As PostgreSQL's driver gives them, and as SQLite's: by the cell. */
export const rows: readonly Row[] = [
  [
    ...['1', 'red leicester', '1.50', '2.2', true, '\\x00ff', '2024-02-29', '12:30:45'],
    ...['2024-02-29 12:30:45.123456+00', '{"a": 1.50, "b": [true, null]}', '{a,"b c",NULL}', 'x'],
  ],
  [
    ...['9007199254740993', 'say "no", it\'s 1|2\nnew line', '-1000000.00', '1', false],
    ...[Uint8Array.of(1, 171), '0044-03-15 BC', '24:00:00', 'infinity'],
    ...['{"a":1E400,"é\\n":"\\u00e9"}', '{{"1",""},{yes,"\\"\\\\"}}', 1n],
  ],
  ['-1', '', '0.00', '1e+300', null, '', '', '', '-infinity', '"null"', '{}', -0],
  ['0', '=1+1', 'NaN', '-Infinity', null, null, null, null, null, 'null', null, 1e21],
  Array(12).fill(null),
]
