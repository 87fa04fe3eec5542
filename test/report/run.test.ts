import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { registerFormat, runReport } from '../../src/index.js'
import { namesIn } from '../cli/process/folder.js'
import { databaseNames, describeDatabase } from '../servers/index.js'
import { reportFolder } from './folder.js'

/** Runs what is set here while the first table of a file is being written. */
let meanwhile: () => Promise<void> = async () => {}

registerFormat({
  name: 'counts',
  extensions: ['counts'],
  summary: 'how many rows each table has',
  content: 'text',
  tables: 'many',
  options: {},
  async write(tables, sink) {
    for await (const { title, batches } of tables) {
      let rows = 0
      for await (const batch of batches) rows += batch.length
      await sink.write(`${title} ${rows}\n`)
      await meanwhile()
      meanwhile = async () => {}
    }
  },
})

for (const name of databaseNames) {
  describeDatabase(name, ({ url, execute }) => {
    async function fill(): Promise<void> {
      // So that SQLite lets others write while the report reads.
      if (name === 'sqlite') await execute('pragma journal_mode = wal')
      await execute('drop table if exists item')
      await execute('create table item (id integer primary key, label varchar(20))')
      await execute("insert into item values (1, 'one'), (2, 'two'), (3, 'three')")
    }

    async function count(): Promise<string> {
      const report = reportFolder(
        'sheets: [{ name: A, sql: select count(*) as n from item }]\noutputs: [a.csv]\n',
        url,
      )
      expect(await report.records('run')).toMatchObject({ status: 0 })
      return readFileSync(report.file('a.csv'), 'utf8')
    }

    const twice = `
sheets:
  - { name: First, sql: select * from item }
  - { name: Second, sql: select * from item }
outputs: [a.counts]
`

    test('all queries see one moment', async () => {
      await fill()
      const report = reportFolder(twice, url)
      meanwhile = () =>
        execute("insert into item values (4, 'four'); delete from item where id < 3")
      expect(await report.records('run')).toMatchObject({ status: 0 })
      expect(readFileSync(report.file('a.counts'), 'utf8')).toBe('First 3\nSecond 3\n')
      // What came in between is there, and the next run sees it.
      expect(await count()).toBe('n\n2\n')
    })

    const writes = 'delete from item where id = 1 returning id'

    test('writes are refused, and nothing is written', async () => {
      await fill()
      const report = reportFolder(`sheets: [{ name: A, sql: ${writes} }]\noutputs: [a.csv]\n`, url)
      writeFileSync(report.file('a.csv'), 'yesterday\n')
      const { status, stderr } = await report.records('run')
      expect(status).toBe(1)
      expect(stderr).toMatch(/report\.yml:1: .*(?:read.?only|readonly)/i)
      expect(readFileSync(report.file('a.csv'), 'utf8')).toBe('yesterday\n')
      expect(await count()).toBe('n\n3\n')
    })

    test('with write: true they are committed when the files are whole', async () => {
      await fill()
      const definition = `write: true\nsheets: [{ name: A, sql: ${writes} }]\noutputs: [a.csv]\n`
      const report = reportFolder(definition, url)
      expect(await report.records('run')).toMatchObject({ status: 0 })
      expect(readFileSync(report.file('a.csv'), 'utf8')).toBe('id\n1\n')
      expect(await count()).toBe('n\n2\n')
    })

    test('with write: true nothing is committed where a file fails', async () => {
      await fill()
      const report = reportFolder(
        `write: true
sheets:
  - { name: A, sql: ${writes} }
  - { name: B, sql: select nothing from item }
outputs: [a.counts]
`,
        url,
      )
      expect(await report.records('run')).toMatchObject({ status: 1 })
      expect(namesIn(report.path)).toEqual(['report.yml'])
      expect(await count()).toBe('n\n3\n')
    })

    test('a check prepares what writes without running it', async () => {
      await fill()
      const report = reportFolder(
        `write: true\nsheets: [{ name: A, sql: ${writes} }]\noutputs: [a.csv]\n`,
        url,
      )
      expect((await report.records('check')).stderr).toContain('1 query and 1 file are right')
      expect(await count()).toBe('n\n3\n')
    })

    test('parameters are bound', async () => {
      await fill()
      const report = reportFolder(
        `
parameters:
  label: { type: text }
  ids: { type: list, items: integer, default: [1, 2] }
sheets: [{ name: A, sql: "select id from item where label <> :label and id in (:ids) order by id" }]
outputs: [a.csv]
`,
        url,
      )
      const run = await report.records('run', ["label=it's\\'; drop table item; --"])
      expect(run).toMatchObject({ status: 0 })
      expect(readFileSync(report.file('a.csv'), 'utf8')).toBe('id\n1\n2\n')
      expect(await report.records('run', ['label=one', 'ids=1,3'])).toMatchObject({ status: 0 })
      expect(readFileSync(report.file('a.csv'), 'utf8')).toBe('id\n3\n')
    })

    test('a parameter may be left out', async () => {
      await fill()
      const report = reportFolder(
        `
parameters: { label: { type: text, default: null } }
sheets: [{ name: A, sql: "select id from item where (:label is null or label = :label) order by id" }]
outputs: [a.csv]
`,
        url,
      )
      expect(await report.records('run')).toMatchObject({ status: 0 })
      expect(readFileSync(report.file('a.csv'), 'utf8')).toBe('id\n1\n2\n3\n')
      expect(await report.records('run', ['label=two'])).toMatchObject({ status: 0 })
      expect(readFileSync(report.file('a.csv'), 'utf8')).toBe('id\n2\n')
      expect(await report.records('check')).toMatchObject({ status: 0 })
    })

    test('a query that takes too long is ended', async () => {
      await fill()
      const forever = `with recursive n (i) as (select 1 union all select i + 1 from n where i < 100000000)
        select i from n`
      const slow = {
        sqlite: forever,
        postgresql: 'select pg_sleep(60)',
        mysql: 'select sleep(60) from item',
      }[name]
      const report = reportFolder(
        `sheets:\n  - name: A\n    timeout: 300ms\n    sql: |\n      ${slow}\noutputs: [a.csv]\n`,
        url,
      )
      const { status, stderr } = await report.records('run')
      expect(status).toBe(1)
      expect(stderr).toContain(
        'report.yml:2: the query was ended, because it took longer than 300 ms',
      )
      expect(namesIn(report.path)).toEqual(['report.yml'])
    })

    test('the sheet about the report names the server', async () => {
      await fill()
      const report = reportFolder(
        `about: true\nsheets: [{ name: A, sql: select * from item }]\noutputs: [a.md]\n`,
        url,
      )
      expect(await report.records('run')).toMatchObject({ status: 0 })
      const version = {
        sqlite: /SQLite 3\.\d/,
        postgresql: /PostgreSQL \d/,
        mysql: /MariaDB \d|MySQL \d/,
      }
      const page = readFileSync(report.file('a.md'), 'utf8')
      expect(page).toMatch(version[name])
      expect(page).toContain('| A, SQL | select \\* from item |')
      const { password } = new URL(url)
      if (password !== '') expect(page).not.toContain(password)
    })
  })
}

describe('several databases', () => {
  test('a sheet names its own connection, by a variable and from the report’s folder', async () => {
    const report = reportFolder(
      `
connection: "demo:"
sheets:
  - { name: Cheese, sql: select count(*) as n from cheese }
  - { name: Item, sql: select count(*) as n from item, connection: "sqlite:///\${SHOP}.db" }
outputs: ["{sheet}.csv"]
`,
    )
    const { default: Sqlite } = await import('better-sqlite3')
    new Sqlite(report.file('shop.db'))
      .exec('create table item (n); insert into item values (1)')
      .close()
    const database = { environment: { HOME: report.path, SHOP: 'shop' } }
    const files = await runReport(report.file('report.yml'), { database })
    expect(files).toEqual([report.file('Cheese.csv'), report.file('Item.csv')])
    expect(readFileSync(report.file('Item.csv'), 'utf8')).toBe('n\n1\n')
  })

  test('without the variable it says so', async () => {
    const report = reportFolder(
      `connection: \${SHOP}\nsheets: [{ name: A, sql: select 1 }]\noutputs: [a.csv]\n`,
    )
    const { status, stderr } = await report.records('run')
    expect(status).toBe(2)
    expect(stderr).toContain('the connection needs SHOP, which is not set')
  })

  test('--url takes the place of the report’s connection', async () => {
    const report = reportFolder(
      'connection: nowhere.db\nsheets: [{ name: A, sql: select count(*) as n from cheese }]\noutputs: [a.csv]\n',
    )
    expect(await report.records('run')).toMatchObject({ status: 3 })
    expect(await report.records('run', ['--url', 'demo:'])).toMatchObject({ status: 0 })
  })
})

describe('outputs', () => {
  const two = `
parameters:
  least: { type: integer, default: 0 }
sheets:
  - { name: A, sql: "select name from cheese where in_stock >= :least" }
  - { name: B, sql: "select name from cheese where in_stock >= :least" }
`

  test('one query gives its rows to several files', async () => {
    const report = reportFolder(
      'sheets: [{ name: A, sql: select name from cheese where id < 3 }]\noutputs: [a.csv, a.jsonl, a.csv.gz, a.xlsx]\n',
    )
    expect(await report.records('run')).toMatchObject({ status: 0 })
    expect(readFileSync(report.file('a.csv'), 'utf8').split('\n')).toHaveLength(4)
    expect(readFileSync(report.file('a.jsonl'), 'utf8').split('\n')).toHaveLength(3)
    expect(namesIn(report.path)).toEqual(['a.csv', 'a.csv.gz', 'a.jsonl', 'a.xlsx', 'report.yml'])
  })

  test('if_empty: write makes an empty file', async () => {
    const report = reportFolder(`${two}outputs: [{ file: a.csv, sheets: [A] }]\n`)
    expect(await report.records('run', ['least=9999'])).toMatchObject({ status: 0 })
    expect(readFileSync(report.file('a.csv'), 'utf8')).toBe('name\n')
  })

  test('if_empty: skip leaves the old file, and writes the others', async () => {
    const report = reportFolder(
      `${two}outputs:\n  - { file: a.csv, sheets: [A], if_empty: skip }\n  - b.xlsx\n`,
      'demo:',
      { 'a.csv': 'yesterday\n' },
    )
    const { status, stderr } = await report.records('run', ['least=9999'])
    expect(status).toBe(0)
    expect(stderr).not.toContain('wrote a.csv')
    expect(readFileSync(report.file('a.csv'), 'utf8')).toBe('yesterday\n')
    expect(namesIn(report.path)).toContain('b.xlsx')
  })

  test('if_empty: fail changes nothing', async () => {
    const report = reportFolder(
      `${two}outputs:\n  - b.xlsx\n  - { file: a.csv, sheets: [A], if_empty: fail }\n`,
    )
    const { status, stderr } = await report.records('run', ['least=9999'])
    expect(status).toBe(5)
    expect(stderr).toContain('there are no rows for')
    expect(namesIn(report.path)).toEqual(['report.yml'])
  })

  test('where one cannot be written, none is', async () => {
    const report = reportFolder(`${two}outputs:\n  - a.xlsx\n  - nowhere/b.xlsx\n`)
    expect(await report.records('run')).toMatchObject({ status: 4 })
    expect(namesIn(report.path)).toEqual(['report.yml'])
  })

  test('the value of a parameter leads nowhere', async () => {
    const report = reportFolder(
      'parameters: { name: { type: text } }\nsheets: [{ name: A, sql: select 1 as n }]\noutputs: ["{name}.csv"]\n',
    )
    const { status, stderr } = await report.records('run', ['name=../../etc/passwd'])
    expect(status).toBe(2)
    expect(stderr).toContain('cannot be part of a file name: it has a /')
  })

  test('--dry-run writes nothing and asks no database', async () => {
    const report = reportFolder(`connection: nowhere.db\n${two}outputs: ["{sheet}.csv"]\n`)
    const { status, stdout } = await report.records('run', ['--dry-run', 'least=7'])
    expect(status).toBe(0)
    expect(stdout).toMatch(/^least +7$/m)
    expect(stdout).toContain(report.file('A.csv'))
    expect(namesIn(report.path)).toEqual(['report.yml'])
  })

  test('present: true gives a CSV the titles and the order', async () => {
    const report = reportFolder(`
sheets:
  - name: A
    sql: select 1 as a, 2 as b, 3 as c
    order: [c]
    columns: { a: { title: First }, b: { hidden: true } }
outputs: [{ file: a.csv, present: true }, b.csv]
`)
    expect(await report.records('run')).toMatchObject({ status: 0 })
    expect(readFileSync(report.file('a.csv'), 'utf8')).toBe('c,First\n3,1\n')
    expect(readFileSync(report.file('b.csv'), 'utf8')).toBe('a,b,c\n1,2,3\n')
  })

  test('the same definition, data and day give the same bytes', async () => {
    const formats = ['xlsx', 'ods', 'html', 'tex', 'md', 'txt', 'csv', 'json']
    const definition = `
title: Stock on {day}
contents: true
about: true
parameters: { day: { type: date, default: yesterday } }
sheets: [{ name: A, sql: "select *, :day as day from cheese", columns: { price: { total: sum } } }]
outputs: [${formats.map((format) => `"a-{day}.${format}"`).join(', ')}]
`
    const [one, other] = [reportFolder(definition), reportFolder(definition)]
    expect(await one.records('run', ['--as-of', '2026-03-01'])).toMatchObject({ status: 0 })
    // The clock of a zip has two seconds.
    await new Promise((resolve) => setTimeout(resolve, 2100))
    expect(await other.records('run', ['--as-of', '2026-03-01'])).toMatchObject({ status: 0 })
    for (const format of formats) {
      const name = `a-2026-02-28.${format}`
      const [bytes, same] = [one, other].map((report) => readFileSync(report.file(name)))
      expect(bytes?.equals(same as Buffer), name).toBe(true)
    }
  })

  test('a line a query and a file on stderr; --quiet says nothing', async () => {
    const report = reportFolder(`${two}outputs: [a.xlsx]\n`)
    const { stderr } = await report.records('run')
    expect(stderr).toMatch(
      /^records: A: 45 rows, \d\.\d s\nrecords: B: 45 rows, \d\.\d s\nrecords: wrote .*a\.xlsx\n$/,
    )
    expect(await report.records('run', ['--quiet'])).toMatchObject({ stderr: '', stdout: '' })
  })
})
