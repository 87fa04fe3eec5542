import BetterSqlite from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allRows, plainRows } from './sqlite-rows.js'

const columns: Readonly<Record<string, readonly string[]>> = {
  t: ['a', 'b', 'c', 'd', 'e'],
  u: ['a', 'b', 'c', 'f'],
  w: ['a', 'c'],
  sorted: ['b', 'c', 'd'],
  joined: ['a', 'f', 'c'],
  both: ['a', 'c'],
}

const schema = `
  create table t (a integer primary key, b text, c real, d numeric, e blob);
  create table u (a int, b text collate nocase, c double, f);
  create table w (a text, c float, primary key (a, c)) without rowid;
  create index t_b on t (b);
  create index t_dc on t (d, c);
  create index u_ab on u (a, b);
  create index u_c on u (c) where c > 2;
  create view sorted as select b, c, d from t order by d desc;
  create view joined as select t.a, u.f, u.c from t left join u on t.a = u.a;
  create view both as select a, c from t union all select a, c from u`

/** Statements of every shape that SQLite may read in its own way. */
class Statements {
  readonly #generate: fc.GeneratorValue
  #aliases = 0

  constructor(generate: fc.GeneratorValue) {
    this.#generate = generate
  }

  value(): string {
    return this.#pick(['null', '1', '2', '2.5', '-1', "'x'", "'y'", "'Z'", "''", "x'00'", '1e3'])
  }

  select(width: number, depth = 0): string {
    const [from, names] = this.#from(depth)
    const cells = Array.from({ length: width }, (_, at) => `${this.#cell(names)} as n${at}`)
    const conditions = Array.from({ length: this.#below(3) }, () => this.#condition(names))
    const select = `select ${this.#maybe(4, 'distinct ')}${cells} from ${from}`
    const where = conditions.length > 0 ? ` where ${conditions.join(' and ')}` : ''
    const group = this.#maybe(7, ` group by ${this.#pick(names)}`)
    return `${select}${where}${group}${this.#tail(width, depth)}`
  }

  #tail(width: number, depth: number): string {
    if (depth < 2 && this.#below(6) === 0) {
      const operator = this.#pick(['union all', 'union', 'except', 'intersect'])
      return ` ${operator} ${this.select(width, 2)}`
    }
    const order = ` order by ${1 + this.#below(width)}${this.#maybe(2, ' desc')}`
    return `${this.#maybe(3, order)}${depth < 2 ? this.#maybe(6, ` limit ${this.#below(6)}`) : ''}`
  }

  /** With the columns that there are. */
  #from(depth: number): [string, readonly string[]] {
    let [from, names] = this.#source(depth)
    for (let more = this.#below(5); more < 2; more++) {
      const [source, others] = this.#source(depth)
      const join = this.#pick(['join', 'left join', 'right join', 'full join'])
      const on = `on ${this.#pick(names)} = ${this.#pick(others)}`
      from += this.#pick([` ${join} ${source} ${on}`, ` cross join ${source}`])
      names = [...names, ...others]
    }
    return [from, names]
  }

  #source(depth: number): [string, readonly string[]] {
    const alias = `q${this.#aliases++}`
    const table = this.#pick(Object.keys(columns))
    const width = 1 + this.#below(3)
    const [source, names] =
      depth < 2 && this.#below(4) === 0
        ? [`(${this.select(width, depth + 1)})`, ['n0', 'n1', 'n2'].slice(0, width)]
        : [table, columns[table] ?? []]
    return [`${source} ${alias}`, names.map((name) => `${alias}.${name}`)]
  }

  #cell(names: readonly string[]): string {
    const name = this.#pick(names)
    const others = [
      this.value(),
      `coalesce(${name}, ${this.value()})`,
      `${name} + 1`,
      `(select max(c) from t z where z.a = ${name})`,
      `cast(${name} as ${this.#pick(['real', 'text', 'integer'])})`,
    ]
    return this.#below(2) === 0 ? name : this.#pick(others)
  }

  #condition(names: readonly string[]): string {
    const name = this.#pick(names)
    return this.#pick([
      `${name} is not null`,
      `${name} in (1, 2, 'x')`,
      `exists (select 1 from u z where z.a = ${name})`,
      `(${name} > ${this.value()} or ${name} = ${this.value()})`,
      `${name} ${this.#pick(['=', '>', '<>'])} ${this.#pick([this.value(), ...names])}`,
    ])
  }

  #maybe(times: number, text: string): string {
    return this.#below(times) === 0 ? text : ''
  }

  #pick<T>(items: readonly T[]): T {
    return items[this.#below(items.length)] as T
  }

  #below(bound: number): number {
    return this.#generate(fc.nat, { max: bound - 1 })
  }
}

test.each(['', 'analyze'])('reads what the iterator reads, of any statement; %s', (command) => {
  fc.assert(
    fc.property(fc.gen(), (generate) => {
      const statements = new Statements(generate)
      const database = new BetterSqlite(':memory:')
      database.exec(schema)
      const row = () => Array.from({ length: 4 }, () => statements.value())
      for (let count = 0; count < 8; count++) {
        database.exec(`insert into t values (null, ${row()}); insert into u values (${row()})`)
        database.exec(`insert or ignore into w values ('${count % 3}', ${count / 2})`)
      }
      database.exec(command)
      for (let width = 1; width <= 4; width++) {
        const sql = statements.select(width)
        expect(allRows(database, sql), sql).toEqual(plainRows(database, sql))
      }
      database.close()
    }),
    { numRuns: 300 },
  )
})
