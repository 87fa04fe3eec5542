import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { connectTo } from '../cli/process/command.js'
import { newFolder } from '../cli/process/folder.js'
import { sessions } from '../cli/process/queries.js'
import { hasTerminals, terminal } from '../cli/process/terminal.js'
import { databaseNames, describeDatabase } from '../servers/index.js'

const patience = { timeout: 15_000 }

const slow = { sqlite: '', postgresql: 'select pg_sleep(60);', mysql: 'select sleep(60);' }

describe.skipIf(!hasTerminals)('the shell on a terminal', () => {
  for (const name of databaseNames) {
    describeDatabase(name, ({ url }) => {
      connectTo(url)

      test('statements, commands, the transaction, and leaving', async () => {
        const seen = terminal('HOME=/nonexistent PAGER= records')
        await expect.poll(seen.screen, patience).toContain('\\? shows the commands.')
        seen.enter('create table cheese (name varchar(20));')
        await expect.poll(seen.screen, patience).toMatch(/=> create table.*\ndone/)
        seen.enter('begin;')
        await expect.poll(seen.screen, patience).toMatch(/=\*> $|=\*>$/)
        seen.enter("insert into cheese values ('edam'),")
        seen.enter("  ('brie');")
        await expect.poll(seen.screen, patience).toContain('2 rows changed')
        expect(seen.screen()).toMatch(/-\*> {3}\('brie'\);/)
        seen.enter('\\q')
        await expect.poll(seen.screen, patience).toContain('Leave? (y/N)')
        seen.enter('n')
        await expect.poll(seen.screen, patience).toMatch(/=\*>$/)
        seen.enter('commit;')
        await expect.poll(seen.screen, patience).toMatch(/=>$/)
        seen.enter('\\dt')
        await expect.poll(seen.screen, patience).toMatch(/cheese +\| table/)
        seen.enter('select name from cheese order by name;')
        await expect.poll(seen.screen, patience).toContain('| brie |\n| edam |')
        seen.enter('\\q')
        expect(await seen.status()).toBe(0)
      })

      test.skipIf(name === 'sqlite')(
        'Ctrl-C stops the query and keeps the session; twice at an empty prompt it leaves',
        async () => {
          const seen = terminal('HOME=/nonexistent PAGER= records')
          await expect.poll(seen.screen, patience).toContain('\\? shows the commands.')
          seen.enter('create temporary table kept (a integer);')
          await expect.poll(seen.screen, patience).toContain('done')
          seen.enter(slow[name])
          await expect.poll(() => sessions(name, url), patience).toContain('sleep(60)')
          seen.press('C-c')
          await expect.poll(seen.screen, patience).toContain('records: cancelled')
          seen.enter('select count(*) as n from kept;')
          await expect.poll(seen.screen, patience).toContain('(1 row)')
          seen.press('C-c')
          await expect.poll(seen.screen, patience).toContain('Ctrl-C again')
          seen.press('C-c')
          expect(await seen.status()).toBe(0)
        },
      )
    })
  }

  test('names are completed, and what is wrong is told', async () => {
    const seen = terminal('HOME=/nonexistent PAGER= NO_COLOR=1 records --url demo:')
    await expect.poll(seen.screen, patience).toContain('demo=>')
    await expect
      .poll(() => {
        seen.press('C-u')
        seen.press('s')
        seen.press('Tab')
        return seen.screen()
      }, patience)
      .toMatch(/savepoint|select/)
    seen.press('C-c')
    seen.enter('select * from chees \\g')
    await expect.poll(seen.screen, patience).toContain('no such table: chees')
    seen.enter('\\dtt')
    await expect.poll(seen.screen, patience).toContain('Did you mean \\dt?')
    seen.press('C-d')
    expect(await seen.status()).toBe(0)
  })

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
    expect(`${seen.screen()}\n`).toBe(shown)
    seen.press('C-d')
    expect(await seen.status()).toBe(0)
  })

  test('what the person has set is so from the start', async () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'records'))
    writeFileSync(join(folder, 'records/shell.sql'), '\\x on\n\\timing on\n')
    const seen = terminal(`HOME=/nonexistent PAGER= XDG_CONFIG_HOME=${folder} records --url demo:`)
    await expect.poll(seen.screen, patience).toContain('demo=>')
    seen.enter('select 1 as one;')
    await expect.poll(seen.screen, patience).toMatch(/-\[ RECORD 1 \].*\none \| 1\n[\s\S]*Time: /)
    seen.press('C-d')
    expect(await seen.status()).toBe(0)
  })

  test('what is wider or taller than the screen goes to the pager', async () => {
    const seen = terminal("HOME=/nonexistent PAGER='cat; echo [paged]' records --url demo:")
    await expect.poll(seen.screen, patience).toContain('demo=>')
    seen.enter('select name from cheese limit 3;')
    await expect.poll(seen.screen, patience).toContain('(3 rows)')
    expect(seen.screen()).not.toContain('[paged]')
    seen.enter('select name from cheese;')
    await expect.poll(seen.screen, patience).toContain('[paged]')
    seen.press('C-d')
    expect(await seen.status()).toBe(0)
  })
})
