import { expect, test } from 'vitest'
import { describeDatabase, mariadb } from '../servers/index.js'
import { written } from './read-back.js'
import { testValues } from './suite.js'

const number = 'a BIT is the number that its bits are'
const bytes = 'bytes are \\x and hexadecimal digits on every database'
const point = '000000000101000000000000000000f03f0000000000000040'
const polygon = [
  '00000000010300000001000000040000000000000000000000000000000000000000000000',
  '0000f03f0000000000000000000000000000f03f000000000000f03f00000000000000000000000000000000',
].join('')

testValues('mysql', {
  async print(url, query) {
    const words = ['--batch', '--skip-column-names', '--binary-as-hex', '--execute', query]
    const line = (await mariadb(url, ...words)).replace(/\n$/, '')
    return line.split('\t').map((cell) => (cell === 'NULL' ? null : unescaped(cell)))
  },
  differences: {
    text_null_word: { ours: 'NULL', reason: 'the client prints it as it prints NULL' },
    bit1: { ours: '1', reason: number },
    bit8: { ours: '5', reason: number },
    bit64: { ours: '18446744073709551615', reason: number },
    binary4: { ours: '\\x00ff0000', reason: bytes },
    varbinary: { ours: '\\x00ff80', reason: bytes },
    tinyblob: { ours: '\\x61', reason: bytes },
    blob: { ours: '\\xdeadbeef00', reason: bytes },
    blob_ascii: { ours: '\\x68656c6c6f', reason: bytes },
    mediumblob: { ours: '\\x61', reason: bytes },
    longblob: { ours: '\\x', reason: bytes },
    geometry: { ours: `\\x${point}`, reason: bytes },
    polygon: { ours: `\\x${polygon}`, reason: bytes },
  },
  yaml: {
    json: '{"a": 9007199254740993, "b":1.0, "a":2}',
    json_lines: { entries: [['a', ['1E400']]] },
  },
})

describeDatabase('mysql', ({ url, execute }) => {
  test('takes what is no JSON, in spite of its column, for text', async () => {
    await execute(`
      create table documents (document json);
      set check_constraint_checks = 0;
      insert into documents values ('oops'), ('')`)
    const query = 'select * from documents'
    expect((await written(url, query, 'json')).toString()).toBe(
      '[{"document": "oops"}, {"document": ""}]\n',
    )
    expect((await written(url, query, 'yaml')).toString()).toBe(
      '- {document: oops}\n- {document: ""}\n',
    )
  })

  test('takes a literal of bits for bytes, as the server does, and words of a geometry for text', async () => {
    const query = "select b'101', st_astext(point(1, 2))"
    const bytes = await written(url, query, 'csv', '--no-header')
    expect(bytes.toString()).toBe('\\x05,POINT(1 2)\n')
  })
})

/** `--batch` writes these characters so that a row is a line. */
function unescaped(cell: string): string {
  const characters: Readonly<Record<string, string>> = { t: '\t', n: '\n', '0': '\0' }
  return cell.replace(/\\(.)/g, (_, letter) => characters[letter] ?? letter)
}
