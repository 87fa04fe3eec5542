import { beforeAll, expect, test } from 'vitest'
import { Database } from '../src/index.js'
import { records } from './cli/records.js'
import { hasOpenpyxl, readXlsx } from './readers/xlsx.js'
import { databaseNames, describeDatabase } from './servers/index.js'

const query = 'SELECT * FROM cheese'

for (const name of databaseNames) {
  describeDatabase(name, ({ url, execute }) => {
    const real = name === 'sqlite' ? 'real' : 'double precision'

    beforeAll(() =>
      execute(`
        create table cheese (name varchar(40), price ${real});
        insert into cheese values ('red leicester', 1.0), ('wensleydale', 2.2)`),
    )

    async function output(...args: string[]) {
      const { status, stderr, stdout, bytes } = await records([
        query,
        ...args,
        '-q',
        `--url=${url}`,
      ])
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
      return { stdout, bytes }
    }

    test('print(rows.dataset)', async () => {
      // A table shows the server's own text, which for a double of 1 is 1; SQLite's has a point.
      const one = name === 'sqlite' ? '1.0' : '1'
      expect((await output('--style', 'plain')).stdout).toBe(`\
name         |price
-------------|-----
red leicester|${one}
wensleydale  |2.2
`)
    })

    test("print(rows.export('json'))", async () => {
      expect((await output('json')).stdout).toBe(
        '[{"name": "red leicester", "price": 1.0}, {"name": "wensleydale", "price": 2.2}]\n',
      )
    })

    test('the same from a program', async () => {
      await using database = new Database(url)
      const one = name === 'sqlite' ? '1.0' : '1'
      expect(String(await database.query(query).dataset())).toBe(`\
name         |price
-------------|-----
red leicester|${one}
wensleydale  |2.2`)
      expect(await database.query(query).export('json')).toBe(
        '[{"name": "red leicester", "price": 1.0}, {"name": "wensleydale", "price": 2.2}]\n',
      )
    })

    test("records 'SELECT * FROM cheese' yaml --url=…", async () => {
      expect((await output('yaml')).stdout).toBe(`\
- {name: red leicester, price: 1.0}
- {name: wensleydale, price: 2.2}
`)
    })

    test.skipIf(!hasOpenpyxl)(
      "records 'SELECT * FROM cheese' xlsx --url=… > cheeses.xlsx",
      async () => {
        const { sheets } = readXlsx((await output('xlsx')).bytes)
        const cells = sheets.map(({ rows }) => rows.map((row) => row.map(({ value }) => value)))
        expect(cells).toEqual([
          [
            ['name', 'price'],
            ['red leicester', 1],
            ['wensleydale', 2.2],
          ],
        ])
        expect(sheets[0]?.rows[1]?.[1]?.type).toBe('n')
      },
    )
  })
}
