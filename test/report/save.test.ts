import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { errorMessage } from '../../src/cli/error-message.js'
import type { RecordsError } from '../../src/index.js'
import { Shell } from '../../src/repl/shell.js'
import { newFolder } from '../cli/process/folder.js'
import { records } from '../cli/records.js'
import { describeDatabase } from '../servers/index.js'

function shellOn(url: string): { shell: Shell; said: string[] } {
  const said: string[] = []
  const output = Object.assign(new Writable({ write: (_chunk, _encoding, done) => done() }), {
    columns: 80,
    rows: 24,
  })
  const shell = new Shell(
    url,
    {},
    {
      screen: { output, pager: undefined },
      print: () => {},
      say: (line) => void said.push(line),
      tell: (error) => void said.push(errorMessage(error as RecordsError)),
    },
  )
  return { shell, said }
}

test('the queries that are taken become a report that runs', async () => {
  const folder = newFolder()
  const path = join(folder, 'sales.yml')
  const { shell, said } = shellOn('demo:')
  await shell.run('\\set low 20\n\\set unused x\n\\f csv\n')
  await shell.run(
    'select name, in_stock\nfrom cheese  \nwhere in_stock < :low order by name;\n\\sheet To order\n',
  )
  await shell.run(`select count(*) as n from cheese \\sheet\n`)
  expect(await shell.run(`\\save ${path} ${'stock-{sheet}.csv'} all.xlsx\n`)).toBe(true)
  await shell.close()
  expect(said.at(-1)).toBe(
    `${path} is written: records run ${path} makes stock-{sheet}.csv, all.xlsx.`,
  )
  expect(readFileSync(path, 'utf8')).toBe(`connection: 'demo:'
parameters:
  low:
    type: text
    default: '20'
sheets:
  - name: To order
    sql: |-
      select name, in_stock
      from cheese
      where in_stock < :low order by name
  - name: Sheet2
    sql: select count(*) as n from cheese
outputs:
  - stock-{sheet}.csv
  - all.xlsx
`)
  const env = { HOME: folder }
  expect(await records(['check', path], { env })).toMatchObject({ status: 0 })
  expect(await records(['run', path, 'low=5'], { env })).toMatchObject({ status: 0 })
  expect(readFileSync(join(folder, 'stock-Sheet2.csv'), 'utf8')).toBe('n\n45\n')
})

test('what is wrong is said', async () => {
  const folder = newFolder()
  const { shell, said } = shellOn('demo:')
  const path = join(folder, 'a.yml')
  await shell.run('\\sheet\n')
  expect(said.at(-1)).toContain('there is no statement to take')
  await shell.run(`\\save ${path}\n`)
  expect(said.at(-1)).toContain('no statement has been taken for a sheet')
  await shell.run(`select 1 as n;\n\\sheet\n\\save ${path}\n`)
  expect(readFileSync(path, 'utf8')).toContain('outputs:\n  - a.xlsx\n')
  await shell.run(`\\save ${path}\n`)
  expect(said.at(-1)).toContain('is there already')
  await shell.close()
})

test('a file of SQLite is seen from the folder of the report', async () => {
  const folder = newFolder()
  const { default: Sqlite } = await import('better-sqlite3')
  new Sqlite(join(folder, 'shop.db')).exec('create table item (n)').close()
  mkdirSync(join(folder, 'reports'))
  const { shell } = shellOn(join(folder, 'shop.db'))
  const path = join(folder, 'reports', 'a.yml')
  await shell.run(`select * from item;\n\\sheet\n\\save ${path}\n`)
  await shell.close()
  expect(await records(['run', path], { env: { HOME: folder } })).toMatchObject({ status: 0 })
})

describeDatabase('postgresql', ({ url }) => {
  test('no password is written', async () => {
    const { password } = new URL(url)
    const folder = newFolder()
    const path = join(folder, 'a.yml')
    const { shell, said } = shellOn(url)
    await shell.run(`select 1 as n;\n\\sheet\n\\save ${path} a.csv\n`)
    await shell.close()
    expect(readFileSync(path, 'utf8')).not.toContain(password)
    expect(said.at(-1)).toContain('DATABASE_PASSWORD')
    const env = { HOME: folder, DATABASE_PASSWORD: decodeURIComponent(password) }
    expect(await records(['run', path], { env })).toMatchObject({ status: 0 })
  })
})
