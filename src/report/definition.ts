import type { Presentation } from '../core/presentation/presentation.js'
import type { ParameterDeclaration } from './parameters.js'

/** A report, as its file defines it. */
export interface ReportDefinition {
  /** The file's path. */
  readonly path: string
  /** With `{name}` where it shows a parameter. */
  readonly title: string | undefined
  /** A URL or `@name`; undefined where the command names the database. */
  readonly connection: string | undefined
  readonly timeZone: string
  /** In milliseconds, of each query. */
  readonly timeout: number | undefined
  /** Whether queries may change data. */
  readonly write: boolean
  /** Where the files are written, seen from the working folder. */
  readonly folder: string
  readonly parameters: readonly ParameterDeclaration[]
  readonly sheets: readonly SheetDefinition[]
  readonly outputs: readonly OutputDefinition[]
  /** Whether a first sheet lists the others. */
  readonly contents: boolean
  /** Whether a last sheet tells how the report was made. */
  readonly about: boolean
  /** The error, with the line of the file at which a part of it stands. */
  at(part: Part, error: unknown): unknown
}

/** A part of a definition: `['sheets', 2]`. */
export type Part = readonly (string | number)[]

/** One query, and how its rows are shown. */
export interface SheetDefinition {
  readonly name: string
  readonly sql: string
  /** The file of the SQL, where it is not in the definition. */
  readonly file: string | undefined
  readonly connection: string | undefined
  readonly timeout: number | undefined
  /** Its title, subtitle and notes with `{name}` where they show a parameter. */
  readonly presentation: Presentation
}

export interface OutputDefinition {
  /** With `{name}` where it shows a parameter. */
  readonly file: string
  readonly format: string | undefined
  /** The names of the sheets that it has; undefined for all. */
  readonly sheets: readonly string[] | undefined
  readonly ifEmpty: 'write' | 'skip' | 'fail'
  /** Undefined: as the format has it. */
  readonly present: boolean | undefined
  readonly options: Readonly<Record<string, string | number | boolean>>
}
