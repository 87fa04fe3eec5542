import { readFileSync } from 'node:fs'
import type { DatabaseName } from '../servers/index.js'

/** One value: its name, which is its column's too, what the file says of it, and its rule. */
export interface Case {
  readonly name: string
  /** The SQL of the value: an expression, or a column's type and the literal that it holds. */
  readonly source: string
  readonly rule: string
  /** What an array is in JSON. */
  readonly json?: string | undefined
}

/** A row of a value of every type. */
export interface Matrix {
  readonly cases: readonly Case[]
  /** What must be done once in an empty database, */
  readonly setup: string
  /** and the query of the row, to which a WHERE may be added. */
  readonly query: string
}

export const matrices: Readonly<Record<DatabaseName, Matrix>> = {
  postgresql: ofExpressions(
    'postgres.tsv',
    `create extension hstore;
     create extension citext;
     create type mood as enum ('sad', 'happy');
     create type comp as (n int, t text, at timestamptz);
     create domain posint as int check (value > 0);
     create domain dnum as numeric(10, 2);
     create domain dnum2 as dnum;`,
  ),
  mysql: ofColumns('mysql.tsv', '`', "set names utf8mb4, sql_mode = '';"),
  sqlite: ofColumns('sqlite.tsv', '"', ''),
}

/** Its lines are `name, expression, rule`, and of an array what it is in JSON. */
function ofExpressions(file: string, setup: string): Matrix {
  const lines = linesOf(file)
  const cases = lines.map(([name = '', source = '', rule = '', json]) => ({
    name,
    source,
    rule,
    json,
  }))
  return { cases, setup, query: selectOf(cases) }
}

/** The query of a row of expressions, each under its name. */
export function selectOf(cases: readonly Case[]): string {
  const columns = cases.map(({ name, source }) => `${source} as "${name.replaceAll('"', '""')}"`)
  return `select ${columns.join(', ')}`
}

/** Its lines are `name, column type, literal, rule`. */
function ofColumns(file: string, quote: string, setting: string): Matrix {
  const lines = linesOf(file)
  const columns = lines.map(([name, type]) => `${quote}${name}${quote} ${type}`)
  const literals = lines.map(([, , literal]) => literal)
  return {
    cases: lines.map(([name = '', type = '', literal = '', rule = '']) => ({
      name,
      source: type === '' ? literal : `${type} ${literal}`,
      rule,
    })),
    setup: `${setting}
      create table types (${columns.join(', ')});
      insert into types values (${literals.join(', ')})`,
    query: 'select * from types',
  }
}

function linesOf(file: string): string[][] {
  const text = readFileSync(new URL(`types/${file}`, import.meta.url), 'utf8')
  const lines = text.trimEnd().split('\n')
  return lines.filter((line) => !line.startsWith('# ')).map((line) => line.split('\t'))
}
