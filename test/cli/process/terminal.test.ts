import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { databaseNames, describeDatabase } from '../../servers/index.js'
import { connectTo } from './command.js'
import { namesIn, newFolder } from './folder.js'
import { endless, sessions } from './queries.js'
import { hasTerminals, terminal } from './terminal.js'

const patience = { timeout: 10_000 }
const progressLine = /([\d,]+) rows · [\d,]+\/s · \d+\.\d MB · 0:\d\d/

describe.skipIf(!hasTerminals)('on a terminal', () => {
  test('a table comes up as it is', async () => {
    const words = ["select name, price from cheese where country = 'Wales'", '--url', 'demo:']
    const seen = terminal('records "$@"', words)
    expect(await seen.status()).toBe(0)
    expect(seen.screen()).toBe(
      [
        '+------------+-------+',
        '| name       | price |',
        '+------------+-------+',
        '| caerphilly |   1.8 |',
        '+------------+-------+',
        'status 0.',
      ].join('\n'),
    )
  })

  test.each([[], ['-o', '/dev/stdout']])(
    'a workbook is refused before connecting',
    async (...to) => {
      const words = ['select 1', 'xlsx', '--url', 'postgres://127.0.0.1:1/x', ...to]
      const seen = terminal('records "$@"', words)
      expect(await seen.status()).toBe(2)
      expect(seen.screen()).toContain('xlsx is not for a terminal')
    },
  )

  test('nothing in the data is obeyed', async () => {
    const sql = `select '\x1b[31mred\x07' as "\x1b]0;title\x07", char(0x9b) || '2J' as c1,
      'a' || char(13) || 'b' as cr`
    const seen = terminal('records "$1" --url demo:; records "$2" --url demo:', [
      sql,
      'select * from "\x1b[31mred"',
    ])
    expect(await seen.status()).toBe(1)
    expect(seen.sent()).toContain('\\x1b[31mred\\x07')
    expect(seen.sent()).toContain('no such table: \\x1b[31mred')
    expect(seen.sent().replaceAll('\r\n', '\n')).not.toMatch(/[^\n\P{Cc}]/u)
  })

  for (const name of databaseNames) {
    describeDatabase(name, ({ url }) => {
      connectTo(url)
      test('long work to a file shows its progress; Ctrl-C clears it all away', async () => {
        const folder = newFolder()
        const words = [endless(name), '-o', join(folder, 'x.csv')]
        const seen = terminal('records "$@"', words)
        await expect.poll(seen.sent, patience).toMatch(progressLine)
        const [, rows = ''] = progressLine.exec(seen.sent()) ?? []
        expect(Number(rows.replaceAll(',', ''))).toBeGreaterThan(1000)
        seen.press('C-c')
        expect(await seen.status()).toBe(130)
        // SQLite holds the thread: the signal ends the process where it is.
        const left = name === 'sqlite' ? /\^Cstatus 130\.$/ : /^status 130\.$/
        expect(seen.screen()).toMatch(left)
        expect(namesIn(folder)).toEqual([])
        await expect.poll(() => sessions(name, url), patience).toBe('')
      })
    })
  }

  describeDatabase('postgresql', ({ url }) => {
    connectTo(url)
    // Two seconds, of which the first goes by without a word.
    const sql = 'select i, pg_sleep(0.02)::text from (select generate_series(1, 100) i) t'
    const file = () => join(newFolder(), 'x.csv')

    test('the progress is cleared when the work is done', async () => {
      const seen = terminal('records "$@"', [sql, '-o', file()])
      expect(await seen.status()).toBe(0)
      expect(seen.sent()).toMatch(progressLine)
      expect(seen.screen()).toBe('status 0.')
    })

    test.each([
      ['with -q', 'records "$@" -q -o x.csv'],
      ['where the errors are not for the terminal', 'records "$@" -o x.csv 2>errors; cat errors'],
      ['where the report comes up itself', 'records "$@" csv'],
    ])('there is none %s', async (_when, script) => {
      const seen = terminal(`cd "$1" && shift && ${script}`, [newFolder(), sql])
      expect(await seen.status()).toBe(0)
      expect(seen.sent()).not.toContain(' rows ·')
    })

    test('nothing in a notice is obeyed', async () => {
      const notice = "do $$ begin raise notice E'\x1b[31mred'; end $$"
      const seen = terminal('records "$@"', [notice])
      expect(await seen.status()).toBe(0)
      expect(seen.sent()).toContain('NOTICE: \\x1b[31mred')
    })
  })
})
