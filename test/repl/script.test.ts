import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newFolder } from '../cli/process/folder.js'
import { records } from '../cli/records.js'
import { databaseNames, describeDatabase } from '../servers/index.js'

for (const name of databaseNames) {
  describeDatabase(name, ({ url, execute }) => {
    const script = (stdin: string, words: readonly string[] = []) =>
      records(words, { stdin, env: { DATABASE_URL: url, HOME: newFolder() } })

    test('statements and commands from the standard input run in order', async () => {
      await execute('create table item (id integer primary key, label varchar(20))')
      const file = join(newFolder(), 'items.csv')
      const { status, stdout, stderr } = await script(
        `\\timing off
\\set label "it's"
begin;
insert into item values (1, :label), (2, 'two');
commit;
\\d item
select label from item order by id;
select * from item order by id \\g ${file}
\\echo done
`,
      )
      expect(stderr).toContain('2 rows changed')
      expect(status).toBe(0)
      expect(stdout).toMatch(/\| id +\|[\s\S]*\| label +\|/)
      expect(stdout).toMatch(/\| it's +\|\n\| two +\|/)
      expect(stdout).toMatch(/done\n$/)
      expect(readFileSync(file, 'utf8')).toBe("id,label\n1,it's\n2,two\n")
    })

    test('the first failure ends it, with its status', async () => {
      const { status, stdout, stderr } = await script('\\echo first\n\\d nothing\n\\echo second\n')
      expect(status).toBe(2)
      expect(stdout).toBe('first\n')
      expect(stderr).toBe('records: there is no table nothing\n')
      expect(await script('select nothing;\n\\echo second\n')).toMatchObject({
        status: 1,
        stdout: '',
      })
    })

    test('a backslash in a string is no command', async () => {
      const { status, stdout } = await script("select 'a' as \"x\", ' \\\\d' as y;\n\\echo end\n")
      expect(status).toBe(0)
      expect(stdout).toMatch(/\\d +\|\n[\s\S]*end\n$/)
    })
  })
}

test('SQL alone is a report, in whatever format', async () => {
  const env = { DATABASE_URL: 'demo:' }
  const { stdout } = await records(['-', 'csv'], { stdin: 'select 1 as n', env })
  expect(stdout).toBe('n\n1\n')
})
