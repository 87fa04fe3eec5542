import type { Dialect } from '../core/dialect.js'
import type { Parameter } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import type { BoundStatement } from '../sql/parameters.js'
import { splitStatements } from '../sql/statements.js'
import { parameterValue } from './parameter-values.js'

/** A query that knows its SQL and what is bound in it: a builder of knex's. */
export interface QueryBuilder {
  toSQL(): {
    /** With the placeholders of the database's own protocol. */
    toNative(): { readonly sql: string; readonly bindings: readonly unknown[] }
  }
}

/** The builder's statement. Throws a usage error for a binding that cannot be one. */
export function nativeStatement(builder: QueryBuilder, dialect: Dialect): BoundStatement {
  const { sql, bindings } = builder.toSQL().toNative()
  const [statement] = splitStatements(sql, dialect)
  if (statement === undefined) throw new RecordsError('usage', 'the query builder gives no SQL')
  const { start, command } = statement
  return {
    text: statement.text,
    parameters: bindings.map((value, index) => scalar(value, index)),
    command,
    source: sql,
    sourcePosition: (position) => start + position,
  }
}

function scalar(value: unknown, index: number): Parameter {
  const name = `binding ${index + 1}`
  const parameter = parameterValue(name, value)
  if (!Array.isArray(parameter)) return parameter as Parameter
  throw new RecordsError('usage', `${name} is a list`, {
    hint: 'Use whereIn(), which makes a binding of each of its items.',
  })
}
