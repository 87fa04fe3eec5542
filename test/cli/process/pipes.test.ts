import { describe, expect, test } from 'vitest'
import { databaseNames, describeDatabase } from '../../servers/index.js'
import { connectTo, run, shell } from './command.js'
import { newFolder } from './folder.js'
import { endless, rows, sessions } from './queries.js'

for (const name of databaseNames) {
  describeDatabase(name, ({ url }) => {
    connectTo(url)
    test.each(['csv', 'json', 'xlsx', 'table', 'html'])(
      '%s: a reader that has enough ends it quietly, its query too',
      async (format) => {
        const script = '{ records "$@"; echo "status $?" >&2; } | head -c 1000'
        const { stdout, stderr } = await shell(script, [endless(name), format])
        expect(stdout).toHaveLength(1000)
        expect(stderr).toBe('status 0\n')
        await expect.poll(() => sessions(name, url)).toBe('')
      },
    )

    test('a slow reader gets it all', async () => {
      // A shell reads its input a byte at a time.
      const script = 'records "$@" | while read -r line; do echo "$line"; done'
      const { stdout } = await shell(script, [rows(name, 40_000), 'csv'])
      const lines = Array.from({ length: 40_000 }, (_, index) => `${index + 1},row ${index + 1}\n`)
      expect(stdout.length).toBeGreaterThan(500_000)
      expect(stdout.toString() === `i,word\n${lines.join('')}`).toBe(true)
    })
  })
}

describe('standard streams that are closed', () => {
  test('the input: there is no SQL', async () => {
    const { status, stderr } = await shell('records - --url demo: <&-')
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'records: there is no SQL to run\n',
    })
  })

  test('all three: the file that -o opens is not taken for one of them', async () => {
    const script = `cd "$1"; records 'select 1 as n' -o x.csv --url demo: <&- >&- 2>&-
      echo "status $?"; cat x.csv`
    expect((await shell(script, [newFolder()])).stdout.toString()).toBe('status 0\nn\n1\n')
  })

  test('the errors: their status is the same', async () => {
    expect((await shell('records "select nothing" --url demo: 2>&-')).status).toBe(1)
  })
})

test('the help for a reader that has enough ends quietly', async () => {
  const script = '{ records --help; echo "status $?" >&2; } | head -n 1'
  expect((await shell(script)).stderr).toBe('status 0\n')
})

test('more than a pipe holds arrives whole', async () => {
  const { stdout } = await run([rows('sqlite', 100_000), 'json', '--url', 'sqlite://'])
  expect(JSON.parse(stdout.toString())).toHaveLength(100_000)
})
