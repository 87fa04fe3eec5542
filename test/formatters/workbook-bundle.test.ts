import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

const program = (format: string) => `
import format from './formatters/${format}.ts'
async function* book() {}
let bytes = 0
const sink = { write: async (chunk) => void (bytes += chunk.length) }
await format.write(book(), sink, { header: true, null: '' }, console.error)
console.log(bytes > 0)
`

// Node warns of deprecated calls only outside node_modules, where a bundle lies.
test.each(['xlsx', 'ods'])(
  'bundled as the package is, %s is written and Node warns of nothing',
  async (format) => {
    const folder = await mkdtemp(join(tmpdir(), 'records-test-'))
    try {
      const file = join(folder, 'program.mjs')
      const options = { bundle: true, format: 'esm', platform: 'node' } as const
      const js =
        "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"
      await build({
        ...options,
        stdin: { contents: program(format), resolveDir: '.', loader: 'ts' },
        outfile: file,
        banner: { js },
        logLevel: 'silent',
      })
      const printed = await promisify(execFile)(process.execPath, [file])
      expect(printed).toEqual({ stdout: 'true\n', stderr: '' })
    } finally {
      await rm(folder, { recursive: true })
    }
  },
)
