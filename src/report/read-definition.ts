import { readFile } from 'node:fs/promises'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { RecordsError } from '../core/errors.js'
import type { ColumnPresentation, Presentation } from '../core/presentation/presentation.js'
import { milliseconds } from '../duration.js'
import { readSqlFile } from '../query/sql-file.js'
import { YamlProblem } from '../yaml/problem.js'
import type { OutputDefinition, Part, ReportDefinition, SheetDefinition } from './definition.js'
import { Document } from './document.js'
import type { ParameterDeclaration, ParameterType } from './parameters.js'
import { problemWith } from './validation.js'

/** Reads a report's file. Throws a check error that names the line of what is wrong with it. */
export async function readDefinition(path: string): Promise<ReportDefinition> {
  const text = await readFile(path, 'utf8').catch((cause) => {
    const reason =
      cause.code === 'ENOENT'
        ? `there is no report ${path}`
        : `cannot read ${path}: ${cause.message}`
    throw new RecordsError('usage', reason, { cause })
  })
  const document = documentOf(path, text)
  const problem = problemWith(document.value)
  if (problem !== undefined) throw placed(path, document.lineOf(problem.path), problem)
  const at = (part: Part, error: unknown): unknown =>
    error instanceof RecordsError ? placed(path, document.lineOf(part), error) : error
  return await definitionOf(document.value as Written, path, at)
}

function documentOf(path: string, text: string): Document {
  try {
    return new Document(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    if (!(error instanceof YamlProblem)) throw error
    throw placed(path, error.line, error)
  }
}

interface Told {
  readonly message: string
  readonly hint?: string | undefined
}

function placed(path: string, line: number, told: Told): RecordsError {
  const { message, hint } = told
  const { sql, position, detail, databaseCode } = told as RecordsError
  const details = { cause: told, hint, sql, position, detail, databaseCode }
  const code = told instanceof RecordsError ? told.code : 'check'
  return new RecordsError(code, `${path}:${line}: ${message}`, details)
}

/** What the schema lets through: `report.schema.json` says what each key means. */
interface Written {
  readonly title?: string
  readonly connection?: string
  readonly time_zone?: string
  readonly timeout?: string
  readonly write?: boolean
  readonly folder?: string
  readonly parameters?: Readonly<Record<string, WrittenParameter>>
  readonly sheets: readonly WrittenSheet[]
  readonly outputs: readonly (string | WrittenOutput)[]
  readonly contents?: boolean
  readonly about?: boolean
}

type Scalar = string | number | boolean

interface WrittenParameter {
  readonly type: ParameterType
  readonly default?: Scalar | readonly Scalar[] | null
  readonly values?: readonly Scalar[]
  readonly items?: 'text' | 'integer' | 'decimal' | 'date'
}

interface WrittenSheet {
  readonly name: string
  readonly sql?: string
  readonly file?: string
  readonly connection?: string
  readonly timeout?: string
  readonly title?: string
  readonly subtitle?: string
  readonly notes?: string | readonly string[]
  readonly columns?: Readonly<Record<string, ColumnPresentation>>
  readonly order?: readonly string[]
  readonly group_by?: string | readonly string[]
}

interface WrittenOutput {
  readonly file: string
  readonly format?: string
  readonly sheets?: readonly string[]
  readonly if_empty?: 'write' | 'skip' | 'fail'
  readonly present?: boolean
  readonly options?: Readonly<Record<string, Scalar>>
}

type Placer = ReportDefinition['at']

async function definitionOf(written: Written, path: string, at: Placer): Promise<ReportDefinition> {
  const folder = dirname(resolve(path))
  const sheets: SheetDefinition[] = []
  const reserved = [...(written.contents ? ['Contents'] : []), ...(written.about ? ['About'] : [])]
  for (const [index, sheet] of written.sheets.entries()) {
    try {
      refuseSameName(sheet.name, [...reserved, ...sheets.map(({ name }) => name)])
      sheets.push(await sheetOf(sheet, folder))
    } catch (error) {
      throw at(['sheets', index], error)
    }
  }
  return {
    path,
    title: written.title,
    connection: written.connection,
    timeZone: written.time_zone ?? 'UTC',
    timeout: timeOf(written.timeout),
    write: written.write ?? false,
    folder:
      written.folder && isAbsolute(written.folder)
        ? written.folder
        : join(dirname(path), written.folder ?? '.'),
    parameters: Object.entries(written.parameters ?? {}).map(parameterOf),
    sheets,
    outputs: written.outputs.map(outputOf),
    contents: written.contents ?? false,
    about: written.about ?? false,
    at,
  }
}

/** Programs with workbooks tell sheets apart without regard to case. */
function refuseSameName(name: string, taken: readonly string[]): void {
  if (taken.every((other) => other.toLowerCase() !== name.toLowerCase())) return
  throw new RecordsError('check', `a sheet called ${name} is there already`)
}

async function sheetOf(written: WrittenSheet, folder: string): Promise<SheetDefinition> {
  const { name, sql, file, connection, timeout } = written
  if ((sql === undefined) === (file === undefined)) {
    throw new RecordsError('check', `the sheet ${name} must have either sql or file`)
  }
  const path = file === undefined ? undefined : resolve(folder, file)
  return {
    name,
    sql: path === undefined ? (sql ?? '') : await readSqlFile(path),
    file: path,
    connection,
    timeout: timeOf(timeout),
    presentation: presentationOf(written),
  }
}

function presentationOf({ title, subtitle, notes, ...rest }: WrittenSheet): Presentation {
  const { columns, order, group_by: groupBy } = rest
  return {
    title: title ?? rest.name,
    subtitle,
    notes: listOf(notes),
    columns,
    order,
    groupBy: listOf(groupBy),
  }
}

function parameterOf([name, written]: [string, WrittenParameter]): ParameterDeclaration {
  const { type, default: otherwise, values, items } = written
  return {
    name,
    type,
    ...(otherwise !== undefined && { default: defaultOf(otherwise) }),
    ...(values && { values: values.map(String) }),
    ...(items && { items }),
  }
}

function defaultOf(written: Scalar | readonly Scalar[] | null): string | readonly string[] | null {
  if (written === null) return null
  return Array.isArray(written) ? written.map(String) : String(written)
}

function outputOf(written: string | WrittenOutput): OutputDefinition {
  const output = typeof written === 'string' ? { file: written } : written
  return {
    file: output.file,
    format: output.format,
    sheets: output.sheets,
    ifEmpty: output.if_empty ?? 'write',
    present: output.present,
    options: output.options ?? {},
  }
}

function listOf(written: string | readonly string[] | undefined): readonly string[] | undefined {
  return typeof written === 'string' ? [written] : written
}

function timeOf(written: string | undefined): number | undefined {
  return written === undefined ? undefined : milliseconds(written)
}
