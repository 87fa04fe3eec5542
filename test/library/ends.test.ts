import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { libraryFile } from '../cli/built.js'
import { databaseNames, describeDatabase } from '../servers/index.js'

/** Runs a program on the built library, and gives its exit status: null where it does not end. */
function status(url: string, program: string): number | null {
  const code = `
    import { Database } from ${JSON.stringify(libraryFile())}
    const database = new Database(${JSON.stringify(url)})
    ${program}`
  const options = ['--input-type=module', '--eval', code]
  return spawnSync(process.execPath, options, { timeout: 15_000 }).status
}

const broken = 'for await (const row of database.query("select 1 as a")) break'

for (const name of databaseNames) {
  describeDatabase(name, ({ url }) => {
    test('a program that has queried and closed ends by itself', () => {
      expect(status(url, `${broken}; await database.close()`)).toBe(0)
      const failing = 'await database.query("select nothing").all().catch(() => {})'
      expect(status(url, `${failing}; await database.close()`)).toBe(0)
    })
  })
}

test.each(['demo:', 'sqlite://'])('%s holds no program that leaves it open', (url) => {
  expect(status(url, broken)).toBe(0)
  expect(status(url, 'await database.query("select 1").all()')).toBe(0)
})
