import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { readCsv } from '../readers/data.js'
import { readXlsx, type XlsxCell } from '../readers/xlsx.js'
import { type DatabaseName, databaseNames, describeDatabase } from '../servers/index.js'
import { matrices } from './matrix.js'
import { written } from './read-back.js'

/** A line of the page's tables of types: what a column of the type holds, and what that becomes. */
interface Line {
  readonly type: string
  readonly value: string
  readonly becomes: {
    readonly text: string
    readonly json: string
    readonly yaml: string
    readonly workbook: string
  }
}

const page = readFileSync(new URL('../../docs/values.md', import.meta.url), 'utf8')

const headings: Readonly<Record<DatabaseName, string>> = {
  sqlite: 'SQLite',
  postgresql: 'PostgreSQL',
  mysql: 'MySQL and MariaDB',
}

const tableHead = '| Type | Value | Text | JSON | YAML | Workbook |\n'

/** The lines of the table below a database's heading. */
function linesOf(database: DatabaseName): Line[] {
  const section = page.split(`\n## ${headings[database]}\n`)[1] ?? ''
  const table = section.split(tableHead)[1]?.split('\n\n')[0] ?? ''
  return table.split('\n').slice(1).map(lineOf)
}

function lineOf(line: string): Line {
  const cells = line.split('|').slice(1, -1)
  const [type = '', value = '', text = '', json = '', yaml = ''] = cells.map(code)
  const workbook = cells[5]?.replaceAll('`', '').trim() ?? ''
  return { type, value, becomes: { text, json, yaml, workbook } }
}

/** What stands in a cell as code. */
function code(cell: string): string {
  return /`(.*)`/.exec(cell)?.[1] ?? ''
}

for (const name of databaseNames) {
  describeDatabase(name, ({ url, execute }) => {
    const lines = linesOf(name)
    let found: Line['becomes'][]

    beforeAll(async () => {
      const columns = lines.map(({ type }, index) => `c${index} ${type}`)
      const values = lines.map(({ value }) => value)
      await execute(`${matrices[name].setup};
        create table page (${columns.join(', ')});
        insert into page values (${values.join(', ')})`)
      found = await cellsOf(url)
    })

    const named = lines.map(({ type, value, becomes }, index) => [type, value, becomes, index])
    test.each(named as [string, string, Line['becomes'], number][])(
      '%s %s',
      (_type, _value, becomes, index) => expect(found[index]).toEqual(becomes),
    )
  })
}

/** The cells of the page's table, as they stand in each format. */
async function cellsOf(url: string): Promise<Line['becomes'][]> {
  const write = (format: string) => written(url, 'select * from page', format)
  const csv = readCsv((await write('csv')).toString())[1] ?? []
  const json = scalars((await write('json')).toString(), '"c', '":')
  const yaml = scalars((await write('yaml')).toString(), 'c', ':')
  const xlsx = readXlsx(await write('xlsx')).sheets[0]?.rows[1] ?? []
  return csv.map((text, index) => ({
    text,
    json: json[index] ?? '',
    yaml: yaml[index] ?? '',
    workbook: xlsx[index] === undefined ? '' : inWords(xlsx[index], text),
  }))
}

/** What stands behind each key of the one object, `c0`, `c1`…, as it is written. */
function scalars(output: string, before: string, after: string): string[] {
  const object = output.slice(output.indexOf('{') + 1, output.lastIndexOf('}'))
  return object.split(new RegExp(`(?:^|, )${before}\\d+${after} `)).slice(1)
}

function inWords({ value, type, format }: XlsxCell, text: string): string {
  if (value === null) return 'empty'
  if (type === 'b') return 'boolean'
  if (type === 's') return value === text ? 'text' : `text that is ${value}`
  const word = type === 'd' ? 'date' : 'number'
  return format === 'General' ? word : `${word} ${format}`
}
