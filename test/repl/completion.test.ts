import { describe, expect, test } from 'vitest'
import type { Dialect } from '../../src/core/dialect.js'
import { mysql, postgres, sqlite } from '../../src/drivers/dialects.js'
import type { Commands } from '../../src/repl/completion/commands.js'
import { complete } from '../../src/repl/completion/complete.js'
import type { Schema } from '../../src/repl/completion/schema.js'

const tables: Readonly<Record<string, readonly string[]>> = {
  cheese: ['id', 'name', 'price', 'country_id'],
  country: ['id', 'code', 'population'],
  'Wine list': ['Name', 'order', 'year of'],
}

/** Of one schema `main`, and another `archive` with a table `cheese_2001`. */
const schema: Schema = {
  schemas: ['main', 'archive'],
  functions: [
    { schema: undefined, name: 'coalesce' },
    { schema: 'archive', name: 'oldest' },
  ],
  tables: (own = 'main') =>
    own === 'archive'
      ? [{ name: 'cheese_2001', type: 'table' }]
      : [
          ...Object.keys(tables).map((name) => ({ name, type: 'table' as const })),
          { name: 'cheap', type: 'view' },
        ],
  columns: (table, own = 'main') =>
    own === 'archive' ? ['year', 'label'] : (tables[table.toLowerCase()] ?? tables[table] ?? []),
}

const commands: Commands = {
  list: [
    { names: ['d'], takes: '[table]' },
    { names: ['dt'], takes: '[schema]' },
    { names: ['x'], takes: '[on|off|auto]' },
    { names: ['f', 'format'], takes: '[format [option=value …]]' },
    { names: ['c'], takes: 'url' },
    { names: ['i'], takes: 'file' },
    { names: ['unset'], takes: 'parameter' },
    { names: ['copy'], takes: '(query) to file' },
  ],
  parameters: ['year', 'country'],
  connections: ['@home', '@work'],
}

/** What may stand at the `|`, which begins where `[` is told to. */
function at(marked: string, dialect: Dialect = sqlite) {
  const cursor = marked.indexOf('|')
  const text = marked.replace('|', '')
  const { start, items } = complete(text, cursor, schema, dialect, commands)
  const of = (...kinds: string[]) =>
    items.filter(({ kind }) => kinds.includes(kind ?? '')).map((item) => item.text)
  return { texts: items.map((item) => item.text), typed: text.slice(start, cursor), of }
}

describe('tables', () => {
  test.each([
    'select * from |',
    'select * from cheese join |',
    'select * from cheese, |',
    'select 1; select * from | where a = 1',
    'insert into |',
    'update |',
    'delete from |',
    'drop table if exists |',
    'create index i on |',
    'select * from (select 1 union select * from |',
    'create view v as select * from |',
  ])('%s', (text) => {
    expect(at(text).of('table', 'view')).toEqual(['cheese', 'country', '"Wine list"', 'cheap'])
    expect(at(text).of('column', 'keyword')).toEqual([])
  })

  test('of letters of either case, in the place of what is typed', () => {
    const { texts, typed } = at('select * from CHE|')
    expect([texts, typed]).toEqual([['cheese', 'cheap'], 'CHE'])
  })

  test('of a schema, and the schemas', () => {
    expect(at('select * from ar|').texts).toEqual(['archive'])
    expect(at('select * from archive.|').texts).toEqual(['cheese_2001', 'oldest'])
    expect(at('select * from archive.cheese_|').typed).toBe('cheese_')
    expect(at('select archive.cheese_2001.|').texts).toEqual(['year', 'label'])
  })

  test('in the quotes that they need, and those that are there', () => {
    expect(at('select * from wi|').texts).toEqual(['"Wine list"'])
    expect(at('select * from wi|', mysql).texts).toEqual(['`Wine list`'])
    expect(at('select * from "wi|').texts).toEqual(['"Wine list"'])
    expect(at('select * from [wi|').texts).toEqual(['[Wine list]'])
    expect(at('select * from "che|').texts).toEqual(['"cheese"', '"cheap"'])
    expect(at('select * from `che|', mysql).texts).toEqual(['`cheese`', '`cheap`'])
    // The closing quote stands there.
    expect(at('select * from "wi|" where').texts).toEqual(['"Wine list'])
    expect(at('select "na| from cheese').of('column')).toEqual(['"name"'])
    expect(at('select "na|" from cheese').of('column')).toEqual(['"name'])
  })

  test('of DESC, and of what else only one database has', () => {
    expect(at('desc |', mysql).of('table')).toContain('cheese')
    expect(at('select * from cheese order by id desc, |', mysql).of('column')).toContain('price')
    expect(at('show columns from |', mysql).of('table')).toContain('cheese')
    expect(at('copy |', postgres).of('table')).toContain('cheese')
    expect(at('select * from unn|', postgres).texts).toEqual(['unnest'])
  })

  test('queries of WITH', () => {
    const text =
      'with dear as (select name, price * 2 as twice from cheese), few(a, b) as (select 1, 2)'
    expect(at(`${text} select * from |`).of('query')).toEqual(['dear', 'few'])
    expect(at(`${text} select | from dear`).of('column')).toEqual(['name', 'twice'])
    expect(at(`${text} select few.| from few`).texts).toEqual(['a', 'b'])
  })

  test('the words that follow one', () => {
    expect(at('select * from cheese whe|').texts).toEqual(['when', 'where'])
    expect(at('select * from cheese |').of('keyword')).toContain('join')
    expect(at('select * from cheese |').of('table', 'column')).toEqual([])
  })
})

describe('columns', () => {
  const cheese = tables.cheese

  test.each([
    'select | from cheese',
    'select count(| from cheese',
    'select id, | from cheese',
    'select * from cheese where |',
    'select * from cheese where id = 1 and |',
    'select * from cheese order by |',
    'select * from cheese group by id having |',
    'update cheese set |',
    'update cheese set id = |',
    'delete from cheese where |',
    'insert into cheese (|',
    'insert into cheese (id, |',
    'select 1; select | from cheese; select 2',
    'select ca| from x; select | from cheese'.replace('ca|', 'ca'),
    'select /* from country */ | from cheese -- , country',
    'select case when | from cheese',
    'create index i on cheese (|',
    'select extract(year from | from cheese',
  ])('%s', (text) => {
    expect(at(text).of('column')).toEqual(cheese)
  })

  test('of several tables, each name once', () => {
    const { of } = at('select | from cheese c join country on c.country_id = country.id')
    expect(of('column')).toEqual([...(cheese ?? []), 'code', 'population'])
    expect(of('table')).toEqual(['c', 'country'])
  })

  test.each([
    ['select c.| from cheese c', 'cheese'],
    ['select c.| from main.cheese as c, country', 'cheese'],
    ['select * from cheese c join country d on c.id = d.|', 'country'],
    ['select cheese.|', 'cheese'],
    ['select x.| from (select * from country) x', 'country'],
    ['select C.| from cheese as c', 'cheese'],
    ['select "c d".| from cheese "c d"', 'cheese'],
  ])('%s', (text, table) => {
    expect(at(text).texts).toEqual(tables[table])
  })

  test('of the query that the cursor is in, then of those around it', () => {
    const { of } = at('select * from cheese where id in (select | from country)')
    expect(of('column')).toEqual(['id', 'code', 'population', 'name', 'price', 'country_id'])
    expect(at('select | from cheese where id in (select id from country)').of('column')).toEqual(
      cheese,
    )
    expect(at('select id from country union select | from cheese').of('column')).toEqual(cheese)
  })

  test('in the quotes that they need', () => {
    const texts = at('select | from "Wine list"').of('column')
    expect(texts).toEqual(['Name', '"order"', '"year of"'])
    expect(at('select n| from "Wine list"', postgres).of('column')).toEqual(['"Name"'])
  })

  test('before functions, before keywords', () => {
    const { texts } = at('select c| from cheese')
    expect(texts.slice(0, 3)).toEqual(['country_id', 'cheese', 'coalesce'])
    expect(texts).toContain('case')
  })
})

describe('words', () => {
  test('that begin statements', () => {
    expect(at('se|').texts).toEqual(['select'])
    expect(at('se|', postgres).texts).toEqual(['select', 'set'])
    expect(at('|').texts).toContain('insert')
    expect(at('explain sel|').texts).toEqual(['select'])
    expect(at('explain query plan sel|').texts).toEqual(['select'])
    expect(at('with x as (sel|').texts).toEqual(['select'])
    expect(at('create view v as sel|').texts).toEqual(['select'])
    expect(at('select 1; del|').texts).toEqual(['delete'])
  })

  test('in the case that is typed', () => {
    expect(at('SEL|').texts).toEqual(['SELECT'])
    expect(at('Sel|').texts).toEqual(['select'])
    expect(at('SELECT * FROM cheese ORDER |').of('keyword')).toContain('BY')
    expect(at('select * from cheese order |').of('keyword')).toContain('by')
  })

  test('functions, and types', () => {
    expect(at('select date_t|', postgres).texts).toEqual(['date_trunc'])
    expect(at('select group_c|', mysql).texts).toEqual(['group_concat'])
    expect(at('select coal|').texts).toEqual(['coalesce'])
    expect(at('select 1::num|', postgres).texts).toEqual(['numeric', 'numrange'])
    expect(at('select cast(a as int|').texts).toEqual(['int', 'integer'])
    expect(at('create table t (a int|').of('type')).toEqual(['int', 'integer'])
  })

  test('parameters', () => {
    const { texts, typed } = at('select * from cheese where year > :y|')
    expect([texts, typed]).toEqual([[':year'], ':y'])
    expect(at('select :|').texts).toEqual([':country', ':year'])
  })

  test.each(["select 'from |", "select 'a'|", 'select -- |', 'select /* a |', 'select 12|'])(
    'none in %s',
    (text) => expect(at(text).texts).toEqual([]),
  )

  test('none for a name that is being given', () => {
    expect(at('select id as |').texts).toEqual([])
    expect(at('select id as c| from cheese').texts).toEqual([])
  })
})

describe('commands', () => {
  test.each([
    ['\\d|', ['\\d', '\\dt'], '\\d'],
    ['\\|', commands.list.flatMap(({ names }) => names.map((name) => `\\${name}`)).sort(), '\\'],
    ['\\d che|', ['cheese', 'cheap'], 'che'],
    ['\\d+ che|', ['cheese', 'cheap'], 'che'],
    ['\\d wi|', ['"Wine list"'], 'wi'],
    ['\\d archive.|', ['archive.cheese_2001'], 'archive.'],
    ['\\dt a|', ['archive'], 'a'],
    ['\\x |', ['on', 'off', 'auto'], ''],
    ['\\x on |', [], ''],
    ['\\f xl|', ['xlsx'], 'xl'],
    ['\\f csv head|', ['header='], 'head'],
    ['\\f csv header=f|', ['header=false'], 'header=f'],
    ['\\f csv header=false del|', ['delimiter='], 'del'],
    ['\\c |', ['@home', '@work'], ''],
    ['\\unset y|', ['year'], 'y'],
    ['select 1 \\x o|', ['on', 'off'], 'o'],
    ['select 1;\n\\x a|\nselect 2', ['auto'], 'a'],
    ['\\copy |', ['(', 'cheese', 'country', '"Wine list"', 'cheap', 'main', 'archive'], ''],
    ['\\copy (select * from chee|) to x', ['cheese'], 'chee'],
    ['\\copy (select pri| from cheese) to x', ['price', 'primary'], 'pri'],
    ['\\copy (select (1) from cheese) |', ['to'], ''],
    ['\\copy cheese t|', ['to'], 't'],
    ['\\none |', [], ''],
    ["select '\\d|", [], ''],
  ])('%s', (text, texts, typed) => {
    const found = at(text)
    expect(found.texts).toEqual(texts)
    expect(found.typed).toBe(typed)
  })
})
