import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { connectTo } from '../cli/process/command.js'
import { newFolder } from '../cli/process/folder.js'
import { hasTerminals, terminal } from '../cli/process/terminal.js'
import { databaseNames, describeDatabase } from '../servers/index.js'

const patience = { timeout: 15_000 }

/** Of all its engines, the one that makes tables quickest. */
const quickly = { sqlite: '', postgresql: '', mysql: 'engine = memory' }

/** Times are another each time. */
const timeless = (text: string) => text.replace(/, [\d.]+ m?s(?=\)?$)/gm, ', 1 ms')

describe.skipIf(!hasTerminals)('the shell on a terminal', () => {
  test('a session looks as docs/shell.md shows it', async () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/shell.md'), 'utf8')
    const shown = /## What it looks like\n\n```\n(.*?)```/s.exec(page)?.[1]
    const seen = terminal(`cd ${newFolder()}; HOME=/nonexistent PAGER= records --url demo:`)
    const lines = [
      'select name, price',
      '  from cheese where price > 4;',
      '\\g dear.xlsx',
      '\\x',
      'select name, milk, note from cheese where id = 1;',
      'begin; update cheese set price = price + 1;',
      'rollback;',
      'select country, count(*) from chese group by country;',
    ]
    const prompts = () => seen.screen().match(/^demo[-=]\*?>/gm)?.length
    for (const [count, line] of lines.entries()) {
      await expect.poll(prompts, patience).toBe(count + 1)
      seen.enter(line)
    }
    await expect.poll(prompts, patience).toBe(lines.length + 1)
    expect(timeless(`${seen.screen()}\n`)).toBe(timeless(shown ?? ''))
    expect(await seen.leave()).toBe(0)
  })

  test('what the person has set is so from the start, without many words', async () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'records'))
    const settings = '\\x on\n\\timing off\n\\pager cat; echo paged\n\\set n 3\nselect * from no;\n'
    writeFileSync(join(folder, 'records/shell.sql'), settings)
    const seen = terminal(`HOME=/nonexistent PAGER= XDG_CONFIG_HOME=${folder} records --url demo:`)
    await expect.poll(seen.screen, patience).toContain('demo=>')
    expect(seen.screen()).toMatch(
      /^Connected .*\nrecords: no such table: no\nLINE 1.*\n +\^\ndemo=>$/,
    )
    seen.enter('select :n as three;')
    await expect.poll(seen.screen, patience).toMatch(/\nthree \| 3\n\(1 row\)\n/)
    seen.enter('select name from cheese;')
    await expect.poll(seen.screen, patience).toMatch(/\npaged\n\(45 rows\)\n/)
    expect(await seen.leave()).toBe(0)
  })

  test('what is wider or taller than the screen, as it is now, goes to the pager', async () => {
    const seen = terminal("HOME=/nonexistent PAGER='cat; echo [paged]' records --url demo:")
    await expect.poll(seen.screen, patience).toContain('demo=>')
    seen.enter('select name from cheese limit 3;')
    await expect.poll(seen.screen, patience).toContain('(3 rows')
    // This may come before the next prompt, and so before the terminal is taken.
    seen.enter("select '0123456789012345678901234567890123456789' as wide;")
    await expect.poll(seen.screen, patience).toContain('(1 row')
    expect(seen.screen()).not.toContain('[paged]')
    seen.enter('select name from cheese;')
    await expect.poll(seen.screen, patience).toContain('[paged]')
    seen.resize(40, 30)
    seen.press('C-l')
    seen.enter("select '0123456789012345678901234567890123456789' as wide;")
    await expect.poll(seen.screen, patience).toMatch(/\[paged\]\n\(1 row/)
    expect(await seen.leave()).toBe(0)
  })

  test('less shows it, also in a window whose size changes, and gives the prompt back', async () => {
    const seen = terminal("HOME=/nonexistent PAGER='less -S' records --url demo:")
    await expect.poll(seen.screen, patience).toContain('demo=>')
    seen.enter('select * from cheese;')
    await expect.poll(seen.screen, patience).toMatch(/^\+-.*\n:$/s)
    seen.resize(60, 12)
    await expect.poll(() => seen.screen().split('\n').length, patience).toBe(12)
    expect(seen.screen()).toMatch(/\n:$/)
    seen.press('q')
    await expect.poll(seen.screen, patience).toMatch(/\n\(45 rows, .*\)\ndemo=>$/)
    seen.enter('select 1 as one;')
    await expect.poll(seen.screen, patience).toMatch(/\(1 row, .*\)\ndemo=>$/)
    expect(await seen.leave()).toBe(0)
  })

  test.each(['xterm-256color', 'vt100', 'linux', 'screen'])('a narrow %s', async (term) => {
    const environment = `HOME=/nonexistent PAGER= LC_ALL=C NO_COLOR=1 TERM=${term}`
    const seen = terminal(`cd ${newFolder()}; ${environment} records --url demo:`)
    seen.resize(20, 12)
    await expect.poll(seen.screen, patience).toContain('demo=>')
    seen.enter("select 'a statement that takes several rows' as x \\g narrow.csv")
    await expect.poll(seen.screen, patience).toContain('written')
    seen.type('select nam from cheese')
    for (let n = 0; n < ' from cheese'.length; n++) seen.press('Left')
    seen.type('e')
    seen.press('End')
    seen.enter(' limit 1;')
    await expect.poll(seen.screen, patience).toMatch(/rom cheese limit 1;\n(.*\n)+\(1 row,/)
    expect(await seen.leave()).toBe(0)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what colours begin with
    expect(seen.sent()).not.toMatch(/\x1b\[[\d;]*[1-9]m/)
  })

  test('a dumb one is sent plain lines, and hears Ctrl-C', async () => {
    const seen = terminal('HOME=/nonexistent TERM=dumb records --url demo:')
    await expect.poll(seen.screen, patience).toContain('demo=>')
    seen.enter('select name')
    seen.enter('  from cheese limit 1;')
    await expect.poll(seen.screen, patience).toMatch(/\n\(1 row, .*\)\ndemo=>$/)
    seen.enter('begin;')
    await expect.poll(seen.screen, patience).toMatch(/=\*>$/)
    seen.press('C-c')
    await expect.poll(seen.screen, patience).toContain('Ctrl-C again')
    seen.enter('\\q')
    await expect.poll(seen.screen, patience).toContain('Leave? [y/N]')
    seen.enter('y')
    expect(await seen.status()).toBe(0)
    expect(seen.sent()).not.toContain('\x1b')
  })

  for (const name of databaseNames) {
    describeDatabase(name, ({ url, execute }) => {
      connectTo(url)

      test('a schema of 5,000 tables holds up neither keys nor completion', async () => {
        const tables = Array.from(
          { length: 5000 },
          (_, n) => `create table t${n} (a int, b${n} int) ${quickly[name]};`,
        )
        await execute(`begin; ${tables.join('')} commit;`)
        const seen = terminal('HOME=/nonexistent PAGER= records')
        await expect.poll(seen.screen, patience).toMatch(/=>$/)
        seen.type('select * from t4321')
        await expect.poll(seen.screen, { timeout: 1000 }).toMatch(/from t4321$/)
        // Nothing is known yet: a key more shows that it was not waited for.
        seen.press('Tab')
        seen.type(' where b4')
        await expect.poll(seen.screen, { timeout: 1000 }).toMatch(/where b4$/)
        await expect
          .poll(() => {
            seen.press('Tab')
            return seen.screen()
          }, patience)
          .toMatch(/b4321$/)
        seen.enter(' = 1;')
        await expect.poll(seen.screen, patience).toContain('(0 rows')
        expect(await seen.leave()).toBe(0)
      }, 120_000)
    })
  }
})
