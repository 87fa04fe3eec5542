import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Book } from '../../src/index.js'
import { connectTo } from '../cli/process/command.js'
import { newFolder } from '../cli/process/folder.js'
import { endSessions, sessions } from '../cli/process/queries.js'
import { hasTerminals, type Terminal, terminal } from '../cli/process/terminal.js'
import { type DatabaseName, databaseNames, describeDatabase } from '../servers/index.js'

/** What is typed, keys as `<Tab>`, and what can then be seen. */
type Step = readonly [typed: string, seen: RegExp]

async function follow({ type, press, screen }: Terminal, steps: readonly Step[]): Promise<void> {
  for (const [typed, seen] of steps) {
    for (const part of typed.split(/(<[\w-]+>)/).filter(Boolean)) {
      const [, key] = /^<([\w-]+)>$/.exec(part) ?? []
      if (key === undefined) type(part)
      else press(key)
    }
    await expect.poll(screen, { timeout: 15_000, message: typed }).toMatch(seen)
  }
}

/** A line on an empty screen, and what comes of it before the next prompt, which has that mark. */
function line(typed: string, seen: RegExp, mark = '[*]?'): Step {
  return [`<C-l>${typed}<Enter>`, new RegExp(`${seen.source}.*=${mark}>$`, 's')]
}

const time = String.raw`\d+(\.\d+)? m?s`

function rowsOf(count: number): RegExp {
  return new RegExp(`\\n\\(${count} rows?, ${time}\\)\n`)
}

const setup = `
  create table cheese (id integer primary key, name varchar(20), milk varchar(10));
  create index by_milk on cheese (milk);
  create view names as select name from cheese;
  insert into cheese values (1, 'edam', 'cow'), (2, 'feta', 'sheep'), (3, 'gouda', null)`

/** A statement that runs until it is stopped. */
const slow: Readonly<Record<DatabaseName, string>> = {
  sqlite: 'with recursive t(i) as (select 1 union all select i + 1 from t) select max(i) from t;',
  postgresql: 'select pg_sleep(60);',
  mysql: 'select sleep(60);',
}

/** What is then known of a temporary table: SQLite's own calls cannot be stopped but with it. */
const afterStop: Readonly<Record<DatabaseName, RegExp>> = {
  sqlite: /records: .*kept/,
  postgresql: /\| 0 \|/,
  mysql: /\| 0 \|/,
}

const lists: Readonly<Record<DatabaseName, readonly Step[]>> = {
  sqlite: [line('\\l', /\| main /), line('\\dn', /\| main/), line('\\df', /upper.*function/)],
  postgresql: [
    line('\\l', /\| postgres .*UTF8/),
    line('\\dn', /\| public/),
    line('\\df', /\| dairy .*function/),
  ],
  mysql: [
    line('\\l', /\| information_schema/),
    line('\\dn', /\| information_schema/),
    line('\\df', /\| dairy .*function/),
  ],
}

const dairy: Readonly<Record<DatabaseName, string>> = {
  sqlite: 'select 1',
  postgresql: `create function dairy() returns integer language sql as 'select 1'`,
  mysql: 'create function dairy() returns integer deterministic return 1',
}

describe.skipIf(!hasTerminals)('line by line, as docs/shell.md has it', () => {
  for (const name of databaseNames) {
    describeDatabase(name, ({ url, execute }) => {
      connectTo(url)

      test('typing', async () => {
        await execute(setup)
        const home = newFolder()
        const seen = terminal(`HOME=${home} PAGER= records`)
        await follow(seen, [
          ['', /^Connected to .*\n\w+(\.db)?=>$/],
          ['select id,<Enter>', /\n\w+(\.db)?->$/],
          ["  name from cheese where milk = 'cow';<Enter>", /\| edam.*?=>$/s],
          line('select 6 as n; select 7 as m;', /\| 6 .*?\| 7 /s),
          ['<C-l><C-r>edam', /edam/],
          ['<C-c><C-l><C-r>milk', /name from cheese where milk = 'cow';$/],
          ['<Enter>', /\| edam.*?=>$/s],
          ['<C-l><Up>', /=> select id,\n.*'cow';$/],
          ['<C-c>', /=>$/],
          line("alter user nobody identified by 'hush';", /records: /),
          ['<C-l>selec<Tab>', /=> select$/],
          [' 1, coal<Tab>', /coalesce/],
          ['<C-c><C-l>select * from che<Tab>', /from cheese$/],
          [' where mil<Tab>', /milk$/],
          [' is null;<Enter>', /\| gouda/],
          ['<C-l>\\tim<Tab>', /\\timing$/],
          ['<C-c>', /=>$/],
          line('\\set whose edam', /edam/),
          ['<C-l>select * from cheese where name = :who<Tab>', /:whose$/],
          [';<Enter>', rowsOf(1)],
          [`<C-l>\\i ${home}/.loc<Tab>`, /\.local\/$/],
          ['<C-c>', /=>$/],
        ])
        expect(seen.sent()).toContain('\x1b[1;34mselect\x1b[0m')
        seen.press('C-l')
        seen.paste("select 'first' as a;\nselect 'second'\n  as b;\n")
        await follow(seen, [['', /\| first .*?\| second .*?=>$/s]])
        expect(await seen.leave()).toBe(0)
        const history = join(home, '.local/state/records/history')
        expect(statSync(history).mode & 0o777).toBe(0o600)
        const kept = readFileSync(history, 'utf8')
        expect([kept.includes(':whose'), kept.includes('hush')]).toEqual([true, false])
      })

      test('commands', async () => {
        await execute(dairy[name])
        const folder = newFolder()
        writeFileSync(join(folder, 'two.sql'), '\\echo from a file\nselect 2 as two;\n')
        const editor = `EDITOR="sed -i 's/edam/feta/'"`
        const seen = terminal(`cd ${folder}; HOME=${folder} ${editor} PAGER= records`)
        await follow(seen, [
          ['', /=>$/],
          line('\\?', /\\conninfo.*?A statement ends/s),
          line('\\h select', /https:\/\/.*select/),
          line('\\conninfo', /Connected to (sqlite|postgresql|mysql) /),
          line('\\dt', /\| cheese \| table/),
          line('\\dv', /\| names +\| view/),
          line('\\d cheese', /\| milk +\| [\w ]+\(10\)/),
          line('\\di cheese', /by_milk/),
          ...lists[name],
          line('\\x', /Expanded display is on/),
          line('select id, name from cheese where id = 1;', /id +\| 1\nname \| edam\n/),
          line('\\x auto', /is auto/),
          line(`select '${'x'.repeat(99)}' as wide;`, /RECORD 1/),
          line('select name from cheese where id = 1;', /\| edam \|/),
          line('\\f csv delimiter=;', /shown as csv/),
          line('select id, name from cheese where id = 1;', /\nid;name\n1;edam\n/),
          line('\\f table null=nothing', /shown as table/),
          line('select milk from cheese where id = 3;', /\| nothing \|/),
          line('\\g again.json', /\(1 row written to again.json\)/),
          line('\\o all.xlsx', /Results go to all.xlsx/),
          line('select 1 as a; select 2 as b;', /written to all.xlsx.*?written to all.xlsx/s),
          line('\\o', /all.xlsx has 2 results/),
          line(
            '\\copy (select id from cheese order by id) to ids.csv',
            /\(3 rows written to ids.csv/,
          ),
          line('\\i two.sql', /\nfrom a file\n.*?\| +2 \|/s),
          line("select 'edam' as x;", /\| edam \|/),
          line('\\p', /\nselect 'edam' as x\n/),
          line('\\e', /\| feta \|/),
          line('select 1 \\r', /It is forgotten/),
          line('\\set n 3', /set n 3/),
          line('select name from cheese where id = :n;', /\| gouda \|/),
          line("select 'brie' as best, 5 as age \\gset my_", /my_/),
          line('select :my_best as x;', /\| brie \|/),
          line('\\timing off', /Timing is off/),
          line('select 8 as n;', /\n\(1 row\)\n/),
          line('\\timing', /Timing is on/),
          line('select 8 as n;', rowsOf(1)),
          line("select 'a' as p, 'b' as q, 9 as r \\crosstab", /\| p \| b \|/),
          line('\\s 1', /\n\\s 1\n/),
          line('\\! echo from the system', /\nfrom the system\n/),
          line('\\echo said', /\nsaid\n/),
          line('\\dtt', /Did you mean \\dt\?/),
          line('\\pager off', /The pager is off/),
          ['<C-l>select 4 as n \\watch 0.1<Enter>', /\| 4 .*?\| 4 .*?\| 4 /s],
          ['<C-c><C-l>', /=>$/],
          line('\\c demo:', /Connected to demo/),
          line('select count(*) as n from cheese;', /\| 45 \|/),
        ])
        seen.enter('\\q')
        expect(await seen.status()).toBe(0)
        const book = await Book.load(join(folder, 'all.xlsx'))
        expect(book.datasets.map(({ names }) => names)).toEqual([['a'], ['b']])
        expect(readFileSync(join(folder, 'again.json'), 'utf8')).toBe('[{"milk": null}]\n')
        expect(readFileSync(join(folder, 'ids.csv'), 'utf8')).toBe('id\n1\n2\n3\n')
      })

      test('transactions, and Ctrl-C', async () => {
        const seen = terminal('HOME=/nonexistent PAGER= records')
        await follow(seen, [
          ['', /=>$/],
          line("begin; insert into cheese values (4, 'brie', null);", /1 row changed, /, '\\*'),
          ['<C-l>select name<Enter>', /-\*>$/],
          ['  from cheese;<Enter>', /\| brie/],
          ['\\q<Enter>', /would be rolled back\. Leave\? \[y\/N\]$/],
          ['n<Enter>', /=\*>$/],
          line('commit;', /done/),
          ...(name === 'postgresql'
            ? [line('begin; select 1/0;', /division by zero\n/, '!'), line('rollback;', /done/)]
            : []),
          line('create temporary table kept (a integer);', /done/),
        ])
        await stopsSlow(seen)
        await follow(seen, [
          line('select count(*) as n from kept;', afterStop[name]),
          ['<C-l>abc<C-c>', /abc\^C\n\S+=>$/],
          ['<C-l><C-c>', /Ctrl-C again, Ctrl-D or \\q leaves/],
          ['<C-c>', /status 0\.$/],
        ])
      })

      if (name === 'mysql')
        test('a database that USE has gone to', async () => {
          const seen = terminal('HOME=/nonexistent PAGER= records')
          await follow(seen, [
            ['', /=>$/],
            line('create database records_test_other; use records_test_other;', /done/),
            line('create table there (here integer);', /done/),
            line('\\conninfo', /\/records_test_other\./),
            ['<C-l>select * from ther', /^records_test_other=> select \* from ther$/],
          ])
          // It is read a moment later.
          const completed = () => {
            seen.press('Tab')
            return seen.screen()
          }
          await expect.poll(completed, { timeout: 15_000 }).toMatch(/from there$/)
          await follow(seen, [
            [';<Enter>', /\(0 rows/],
            line('drop database records_test_other;', /row/),
            ['<C-d>', /status 0\.$/],
          ])
        })

      const stopsSlow = async (seen: Terminal): Promise<void> => {
        await follow(seen, [[`<C-l>${slow[name]}<Enter>`, /;$/]])
        const sleeping = () => sessions(name, url)
        if (name !== 'sqlite') {
          await expect.poll(sleeping, { timeout: 15_000 }).toContain('sleep(60)')
        }
        await follow(seen, [['<C-c>', /records: cancelled\n\S+=>$/]])
        expect(await sleeping()).not.toMatch(/^(active|Query).*sleep\(60\)/m)
      }

      if (name !== 'sqlite')
        test('a connection that is lost', async () => {
          const seen = terminal('HOME=/nonexistent PAGER= records')
          const offer = /^.*select 1;\n(.*\n)*records: (.*\n)+.* Connect again\? \[Y\/n\]$/
          await follow(seen, [
            ['', /=>$/],
            line('create temporary table mine (a integer);', /done/),
          ])
          await endSessions(name, url)
          await follow(seen, [
            ['<C-l>select 1;<Enter>', offer],
            ['<Enter>', /\nConnected to .*\n\S+=>$/],
            line('select 5 as n;', /\| 5 \|/),
            line('select * from mine;', /records: .*mine/),
          ])
          await endSessions(name, url)
          await follow(seen, [
            ['<C-l>select 1;<Enter>', offer],
            ['n<Enter>', /\n\S+=\?>$/],
            line('\\conninfo', /The connection to .* is lost\./, '\\?'),
            line('\\c', /\nConnected to /, ''),
            line('select 6 as n;', /\| 6 \|/),
            ['<C-d>', /status 0\.$/],
          ])
        })
    })
  }
})
