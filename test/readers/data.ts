import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  CORE_SCHEMA,
  defineScalarTag,
  floatCoreTag,
  intCoreTag,
  loadAll,
  NOT_RESOLVED,
  realMapTag,
  type ScalarTagDefinition,
} from 'js-yaml'
import { inFolder } from './folder.js'
import { present } from './present.js'
import { pythonWith, runPython } from './python.js'

/** A value of JSON or YAML as a reader has it: numbers as they are written, mappings in order. */
export type DataValue =
  | null
  | boolean
  | string
  | { readonly integer: string }
  | { readonly float: string }
  | { readonly entries: readonly (readonly [key: DataValue, value: DataValue])[] }
  | readonly DataValue[]

const python: string | undefined = pythonWith('csv')
const pythonWithYaml: string | undefined = pythonWith('yaml')

/** Whether there is a Python to read with. */
export const hasPython: boolean = present('Python', python !== undefined)

/** Whether there is a PyYAML to read with. */
export const hasPyYaml: boolean = present('PyYAML', pythonWithYaml !== undefined)

/** The rows as Python's csv module reads them. */
export function readCsv(text: string, delimiter: string = ','): string[][] {
  return read(python, 'csv_rows.py', text, delimiter) as string[][]
}

/** The rows as PostgreSQL's manual defines them: COPY, "Text Format". */
export function readTsv(text: string): (string | null)[][] {
  return read(python, 'tsv_rows.py', text) as (string | null)[][]
}

/** The cells of a table of the style `ascii`, stripped; those of its first column are never empty. */
export function readTable(text: string): string[][] {
  return read(python, 'table_rows.py', text) as string[][]
}

/** A value of SQLite's: numbers as Python writes them, bytes as hexadecimal digits. */
export type SqlValue =
  | null
  | string
  | { readonly integer: string }
  | { readonly float: string }
  | { readonly bytes: string }

/** The names and the rows that INSERTs make in SQLite; null where nothing is inserted. */
export function readSql(text: string): SqlValue[][] | null {
  return read(python, 'sql_rows.py', text) as SqlValue[][] | null
}

/** The value of a JSON text as Python reads it. */
export function readJson(text: string): DataValue {
  return (read(python, 'json_values.py', text, 'text') as DataValue[])[0] as DataValue
}

/** The value of each line. */
export function readJsonLines(text: string): DataValue[] {
  return read(python, 'json_values.py', text, 'lines') as DataValue[]
}

/** The documents as PyYAML reads them, a reader of YAML 1.1. */
export function readYaml11(text: string): DataValue[] {
  return read(pythonWithYaml, 'yaml_values.py', text) as DataValue[]
}

/** The documents as js-yaml reads them by the core schema of YAML 1.2. */
export function readYaml12(text: string): DataValue[] {
  return loadAll(text, { schema }).map(ordered)
}

function read(python: string | undefined, script: string, text: string, ...words: string[]) {
  return inFolder((folder) => {
    const path = join(folder, 'output')
    writeFileSync(path, text)
    return runPython(python ?? 'python3', script, path, ...words)
  })
}

const schema = CORE_SCHEMA.withTags(
  realMapTag,
  asWritten(intCoreTag, 'integer'),
  asWritten(floatCoreTag, 'float'),
)

/** The tag that takes the same scalars, and keeps their text. */
function asWritten(tag: ScalarTagDefinition<number>, name: string) {
  return defineScalarTag(tag.tagName, {
    ...tag,
    resolve: (source, ...rest) =>
      tag.resolve(source, ...rest) === NOT_RESOLVED ? NOT_RESOLVED : { [name]: source },
    identify: () => false,
  })
}

function ordered(value: unknown): DataValue {
  if (Array.isArray(value)) return value.map(ordered)
  if (!(value instanceof Map)) return value as DataValue
  return { entries: Array.from(value, ([key, inner]) => [ordered(key), ordered(inner)]) }
}
