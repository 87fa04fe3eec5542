import fc from 'fast-check'
import { expect, test } from 'vitest'
import yargs from 'yargs'
import { parseCommandLine } from '../../src/cli/command-line.js'
import { parserConfiguration, yargsOptions } from '../../src/cli/options.js'
import '../seed.js'

const options = yargsOptions()

/** The words and options that yargs itself reads. */
function readByYargs(args: readonly string[]): Record<string, unknown> {
  const { _, $0, ...read } = yargs([])
    .options(options)
    .parserConfiguration(parserConfiguration)
    .exitProcess(false)
    .version('1')
    .alias({ h: 'help' })
    .parseSync([...args], {}, () => {})
  return { words: _.map(String), ...read }
}

const value = fc.constantFrom('x', '-', '-x', '-5', '1', '', 'a b', '=', 'true', 'false', 'x=y')
const name = fc.constantFrom(...Object.keys(options))
const word = fc.oneof(
  { weight: 3, arbitrary: name.map((key) => `--${key}`) },
  { weight: 2, arbitrary: fc.tuple(name, value).map(([key, text]) => `--${key}=${text}`) },
  { weight: 2, arbitrary: fc.constantFrom('-1', '-q', '-f', '-o', '-1q', '-qo', '-ofile', '-f=x') },
  { weight: 1, arbitrary: name.map((key) => `--no-${key}`) },
  { weight: 1, arbitrary: fc.constantFrom('--', 'select 1', 'csv', 'n:=1', '12', '007', '1e3') },
  { weight: 3, arbitrary: value },
)

test('reads a command line as yargs does', async () => {
  let read = 0
  const lines = fc.uniqueArray(word, { maxLength: 7 })
  await fc.assert(
    fc.asyncProperty(lines, async (args) => {
      // What yargs reads and the command refuses is in usage.test.ts.
      const line = await parseCommandLine(args).catch(() => undefined)
      if (line === undefined) return
      read += 1
      const { _, $0, ...found } = line.options as Record<string, unknown>
      expect({ words: line.words, ...found }).toEqual(readByYargs(args))
    }),
    { numRuns: 2000 },
  )
  expect(read).toBeGreaterThan(500)
})
