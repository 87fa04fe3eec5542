import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { errorMessage } from '../../src/cli/error-message.js'
import { Book, type RecordsError } from '../../src/index.js'
import { groups } from '../../src/repl/commands/index.js'
import { Shell } from '../../src/repl/shell.js'
import { databaseNames, describeDatabase } from '../servers/index.js'

/** A shell whose words are kept: results and what was asked for, and what is said beside them. */
function heard(url: string, columns = 80, environment: NodeJS.ProcessEnv = process.env) {
  let shown = ''
  let said = ''
  const output = Object.assign(
    new Writable({
      write(chunk, _encoding, done) {
        shown += chunk
        done()
      },
    }),
    { columns, rows: 24 },
  )
  const shell = new Shell(
    url,
    { environment },
    {
      screen: { output, pager: undefined },
      print: (text) => void output.write(text),
      say: (line) => {
        said += `${line}\n`
      },
      tell: (error) => {
        said += errorMessage(error as RecordsError)
      },
    },
  )
  // The times are another each time.
  shell.state.timing = false
  return {
    shell,
    /** What the text makes it show and say. */
    async run(text: string) {
      shown = ''
      said = ''
      const done = await shell.run(text)
      return { done, shown, said }
    },
  }
}

for (const name of databaseNames) {
  describeDatabase(name, ({ url, execute }) => {
    const { shell, run } = heard(url)
    const folder = inject('folder')

    beforeAll(() =>
      execute(`
        create table cheese (id integer primary key, name varchar(40) not null);
        create view names as select name from cheese;
        insert into cheese values (1, 'edam'), (2, 'brie')`),
    )
    beforeEach(() => run('\\x off'))
    afterAll(() => shell.close())

    test('a statement shows its rows, and how many', async () => {
      expect(await run('select id, name from cheese order by id;')).toEqual({
        done: true,
        shown: `\
+----+------+
| id | name |
+----+------+
|  1 | edam |
|  2 | brie |
+----+------+
`,
        said: '(2 rows)\n',
      })
    })

    test('one that changes rows says how many', async () => {
      const { said } = await run("update cheese set name = 'Edam' where id = 1;")
      expect(said).toBe('1 row changed\n')
    })

    test('the first that fails is told, and ends what was typed', async () => {
      const { done, said, shown } = await run('select nothing from nowhere; select 1;')
      expect([done, shown]).toEqual([false, ''])
      expect(said).toMatch(/^records: /)
    })

    test('what is set for a session stays', async () => {
      await run('create temporary table mine (a integer); insert into mine values (7);')
      expect((await run('select a from mine;')).shown).toContain('| 7 |')
    })

    test('\\dt, \\dv, \\d tell of tables', async () => {
      const tables = (await run('\\dt')).shown
      expect([tables.includes('cheese'), tables.includes('names')]).toEqual([true, false])
      expect((await run('\\dv')).shown).toContain('names')
      const columns = (await run('\\d cheese')).shown
      expect(columns).toMatch(/\| name +\| varchar\(40\)|\| name +\| character varying\(40\)/)
      expect(columns).toContain('not null')
      expect((await run('\\d chees')).said).toContain('Did you mean cheese?')
    })

    test('\\x shows a record a row', async () => {
      const { shown } = await run('\\x on\nselect id, name from cheese where id = 2;')
      expect(shown).toBe('-[ RECORD 1 ]\nid   | 2\nname | brie\n')
    })

    test('\\x auto does so where the table is wider than the screen', async () => {
      const wide =
        "select name, '0123456789012345678901234567890123456789' as a, '0123456789012345678901234567890' as b from cheese where id = 2;"
      expect((await run(`\\x auto\n${wide}`)).shown).toContain('RECORD 1')
      expect((await run('select name from cheese where id = 2;')).shown).not.toContain('RECORD')
    })

    test('\\f chooses the format, with its options', async () => {
      await run('\\f csv delimiter=;')
      expect((await run('select id, name from cheese where id = 2;')).shown).toBe(
        'id;name\n2;brie\n',
      )
      expect((await run('\\f csv delimiter=; nothing=1')).done).toBe(false)
      await run('\\f table')
    })

    test('\\g writes what a statement gives, or gave, to a file', async () => {
      const csv = join(folder, `${name}-g.csv`)
      const { said } = await run(`select name from cheese where id = 2 \\g '${csv}'`)
      expect([said, readFileSync(csv, 'utf8')]).toEqual([
        `(1 row written to ${csv})\n`,
        'name\nbrie\n',
      ])
      const json = join(folder, `${name}-g.json`)
      expect((await run(`\\g '${json}'`)).said).toBe(`(1 row written to ${json})\n`)
      expect(readFileSync(json, 'utf8')).toBe('[{"name": "brie"}]\n')
    })

    test('\\copy writes a query to a file', async () => {
      const path = join(folder, `${name}-copy.jsonl`)
      await run(`\\copy (select id from cheese where id = 1) to '${path}'`)
      expect(readFileSync(path, 'utf8')).toBe('{"id": 1}\n')
    })

    test('\\i runs a file, commands and all', async () => {
      const path = join(folder, `${name}-i.sql`)
      writeFileSync(path, '\\echo first\nselect id from cheese where id = 1;\n')
      const { shown } = await run(`\\i ${path}`)
      expect(shown).toContain('first\n')
      expect(shown).toContain('|  1 |')
      expect((await run(`\\i ${path}.not`)).said).toContain('there is no such file')
    })

    test('\\set gives :name a value, \\gset from a row', async () => {
      await run("\\set which 'Edam'")
      expect((await run('select id from cheese where name = :which;')).shown).toContain('|  1 |')
      await run('select id as n, name as cheese from cheese where id = 2 \\gset my_')
      const { shown } = await run('\\f csv\nselect :my_n + 1 as n, :my_cheese as c;\n\\f table')
      expect(shown).toBe('n,c\n3,brie\n')
      await run('\\unset which')
      expect((await run('select :which;')).said).toContain(':which')
    })

    test.skipIf(name === 'sqlite')(
      'an interrupt stops the query and keeps the session',
      async () => {
        await run('create temporary table kept (a integer);')
        const slow = run(name === 'postgresql' ? 'select pg_sleep(60);' : 'select sleep(60);')
        await sleep(300)
        expect(shell.interrupt()).toBe(true)
        expect((await slow).said).toContain('cancelled')
        expect((await run('select * from kept;')).done).toBe(true)
        expect(shell.interrupt()).toBe(false)
      },
    )

    test('\\c goes to another database, or stays where it cannot', async () => {
      const other = heard(url)
      await other.run('\\c demo:')
      expect((await other.run('select count(*) as n from customer;')).done).toBe(true)
      expect((await other.run('\\c sqlite:///no/such/file.db')).done).toBe(false)
      expect((await other.run('select count(*) as n from customer;')).done).toBe(true)
      await other.shell.close()
    })
  })
}

describe('on the sample', () => {
  const { shell, run } = heard('demo:')
  afterAll(() => shell.close())

  test('unknown commands say what is near', async () => {
    expect((await run('\\conninf')).said).toContain('Did you mean \\conninfo?')
    expect((await run('\\zzzzzz')).said).toContain('See \\?')
  })

  test('\\h tells where the manual is, \\r forgets what was not ended', async () => {
    expect((await run('\\h')).shown).toBe('https://www.sqlite.org/lang.html\n')
    expect((await run('\\h CREATE  TABLE;')).shown).toBe(
      'https://www.sqlite.org/lang_createtable.html\n',
    )
    expect(await run('select 1 \\r')).toEqual({ done: true, shown: '', said: 'It is forgotten.\n' })
  })

  test('\\? lists every command', async () => {
    const { shown } = await run('\\?')
    for (const word of ['\\dt', '\\x', '\\copy', '\\gset', '\\watch', '\\q']) {
      expect(shown).toContain(word)
    }
  })

  test('\\p shows the last statement', async () => {
    await run('select 1 as one;')
    expect((await run('\\p')).shown).toBe('select 1 as one\n')
  })

  test('what is said of a statement has its time, unless \\timing is off', async () => {
    const other = heard('demo:')
    expect((await other.run('\\timing')).said).toBe('Timing is on.\n')
    const { said } = await other.run('select 1; create temporary table t as select 1;')
    expect(said).toMatch(/^\(1 row, \d+(\.\d)? ms\)\ndone, \d+(\.\d)? ms\n$/)
    expect((await other.run('\\timing off\nselect 1;')).said).toBe('Timing is off.\n(1 row)\n')
    await other.shell.close()
  })

  test('\\crosstab makes a grid of three columns', async () => {
    const sql = `select country, milk, count(*) as n from cheese
      where country in ('France', 'Wales') group by 1, 2 order by 1, 2`
    expect((await run(`${sql} \\crosstab`)).shown).toMatchInlineSnapshot(`
      "+---------+-----+------+-------+
      | country | cow | goat | sheep |
      +---------+-----+------+-------+
      | France  |   9 |    1 |     1 |
      | Wales   |   1 |      |       |
      +---------+-----+------+-------+
      "
    `)
    const { said } = await run("select 'a', 'b', 1 union all select 'a', 'b', 2 \\crosstab")
    expect(said).toContain('there are two values for a and b')
  })

  test('\\watch runs a statement again and again, until it is interrupted', async () => {
    const watching = run('select 7 as n \\watch 0.05')
    await sleep(500)
    expect(shell.interrupt()).toBe(true)
    const { done, shown, said } = await watching
    expect(shown.match(/\| +7 \|/g)?.length).toBeGreaterThan(1)
    expect([done, said.endsWith('records: cancelled\n')]).toEqual([false, true])
    expect((await run('select 1 \\watch soon')).said).toContain('cannot wait soon seconds')
  })

  test('\\s prints what was entered', async () => {
    shell.state.history = ['select 1;', 'select 2;', 'select 3;']
    expect((await run('\\s 2')).shown).toBe('select 2;\nselect 3;\n')
  })

  test('\\e runs what the editor leaves', async () => {
    const { shell, run } = heard('demo:', 80, { EDITOR: "sed -i 's/1/42/'" })
    await run('select 1 as one;')
    expect((await run('\\e')).shown).toContain('|  42 |')
    const failing = heard('demo:', 80, { EDITOR: 'false' })
    expect((await failing.run('\\e')).said).toContain('the editor ended with the status 1: false')
    await shell.close()
    await failing.shell.close()
  })

  test('\\q leaves, and what follows is not run', async () => {
    const { shown } = await run('\\q\nselect 1;')
    expect([shell.left, shown]).toEqual([true, ''])
  })
})

describe('\\o gathers results in a file', () => {
  const { shell, run } = heard('demo:')
  const pathOf = (name: string) => join(inject('folder'), name)
  afterAll(() => shell.close())

  test('which is there, whole, when it is taken back', async () => {
    const path = pathOf('o.txt')
    const before = await run(`\\o '${path}'\nselect 5 as n;\nselect 6 as m;\n\\dt`)
    expect(before.said).toBe(`\
Results go to ${path}, which \\o writes.
(1 row written to ${path})
(1 row written to ${path})
`)
    expect(before.shown).toContain('cheese')
    expect(existsSync(path)).toBe(false)
    const { shown, said } = await run('\\o\nselect 7 as n;')
    expect(said).toBe(`${path} has 2 results.\n(1 row)\n`)
    expect(shown).toContain('| 7 |')
    const text = '+---+\n| n |\n+---+\n| 5 |\n+---+\n\n+---+\n| m |\n+---+\n| 6 |\n+---+\n'
    expect(readFileSync(path, 'utf8')).toBe(text)
  })

  test('a sheet for each in a workbook; what fails is not in it', async () => {
    const path = pathOf('o.xlsx')
    await run(`\\o '${path}'\nselect 'a' as x;\nselect * from nowhere;`)
    // This fails after its first rows.
    await run('select json(value) from json_each(\'[1, 2, "{"]\');')
    await run(`select 'b' as y;\n\\o`)
    const read = await Book.load(path)
    expect(read.datasets.map(({ names, rows }) => [names, rows])).toEqual([
      [['x'], [['a']]],
      [['y'], [['b']]],
    ])
  })

  test('a format of one table takes one', async () => {
    const path = pathOf('o.csv')
    const { said } = await run(`\\o '${path}'\nselect 5 as n;\nselect 6 as n;`)
    expect(said).toContain(`${path} has its result: csv holds one\n`)
    expect((await run('\\o')).said).toBe(`${path} has 1 result.\n`)
    expect(readFileSync(path, 'utf8')).toBe('n\n5\n')
  })

  test('another file, and leaving, write it too; nothing is written of nothing', async () => {
    const [one, two, three] = ['1.json', '2.json.gz', '3.json'].map(pathOf)
    const leaving = heard('demo:')
    await leaving.run(`\\o '${one}'\nselect 1 as n;\n\\o '${three}'`)
    expect(readFileSync(one as string, 'utf8')).toBe('[{"n": 1}]\n')
    const { said } = await leaving.run(`\\o '${two}'\nselect 2 as n;`)
    expect(said).toContain(`No result was written to ${three}.\n`)
    await leaving.shell.close()
    expect(gunzipSync(readFileSync(two as string)).toString()).toBe('[{"n": 2}]\n')
    expect(existsSync(three as string)).toBe(false)
  })

  test('where nothing can be written that is said at once', async () => {
    expect((await run(`\\o /nowhere/o.csv`)).said).toContain('/nowhere/o.csv')
    expect((await run(`\\o o.unknown`)).said).toContain('does not tell the format')
    expect((await run('select 1 as n;')).shown).toContain('| 1 |')
  })
})

test('every command is explained in docs/shell.md', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/shell.md'), 'utf8')
  for (const { names } of Object.values(groups).flat()) expect(page).toContain(`\\${names[0]}`)
})
