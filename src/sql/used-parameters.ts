import type { Dialect } from '../core/dialect.js'
import type { ParameterValue } from './parameters.js'
import { splitStatements } from './statements.js'

/** Of the values those whose `:name` is in the SQL. */
export function usedParameters(
  sql: string,
  dialect: Dialect,
  values: ReadonlyMap<string, ParameterValue>,
): Map<string, ParameterValue> {
  const names = splitStatements(sql, dialect).flatMap(({ source, parameters }) =>
    parameters.map(({ start, end }) => source.slice(start + 1, end)),
  )
  return new Map([...values].filter(([name]) => names.includes(name)))
}
