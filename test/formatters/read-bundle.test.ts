import { execFileSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { formats } from '../../formatters/index.js'
import { libraryFile } from '../cli/built.js'
import { column, dataset, written } from './written.js'

const program = `
const { formatNamed, optionValues } = await import(process.argv[1])
const format = formatNamed(process.argv[2])
const chunks = []
for await (const chunk of process.stdin) chunks.push(chunk)
const [{ columns, rows }] = await format.read(Buffer.concat(chunks), optionValues(format, {}))
console.log(JSON.stringify([columns.map(({ name }) => name), rows]))
`

test.each(formats.filter(({ read }) => read))(
  '$name: the package reads it, and Node warns of nothing',
  async (format) => {
    const { bytes } = await written(format, [dataset([column('a'), column('b')], [['x', null]])])
    const words = [pathToFileURL(libraryFile()).href, format.name]
    const printed = execFileSync(
      process.execPath,
      ['--input-type=module', '-e', program, ...words],
      {
        input: bytes,
        encoding: 'utf8',
        stdio: 'pipe',
        env: { ...process.env, NODE_OPTIONS: '--throw-deprecation' },
      },
    )
    expect(JSON.parse(printed)).toEqual([['a', 'b'], [['x', null]]])
  },
)
