import type { Column } from './column.js'
import type { Sink } from './sink.js'
import type { DialectName, HeldTable, InexactCell, Table, Tables } from './table.js'

interface Declared {
  /**
   * One line for the help: what the option does, or, of a boolean that is on by default, what
   * turning it off does.
   */
  readonly summary: string
}

/** An option of a format, declared as data: flag, help, validation and types all come from it. */
export type OptionDeclaration =
  | (Declared & { readonly type: 'boolean'; readonly default: boolean })
  | (Declared & { readonly type: 'string'; readonly default?: string })
  | (Declared & {
      readonly type: 'integer'
      readonly default?: number
      readonly minimum: number
      readonly maximum: number
    })
  | ChoiceOption

/** An option whose value is one of a few words. */
export interface ChoiceOption<C extends string = string> extends Declared {
  readonly type: 'choice'
  readonly choices: readonly C[]
  readonly default: C
}

/** Options by their names, as a program writes them: `noHeader`. */
export type OptionDeclarations = Readonly<Record<string, OptionDeclaration>>

type ValueOf<D extends OptionDeclaration> = D extends { type: 'boolean' }
  ? boolean
  : D extends { type: 'integer' }
    ? D extends { default: number }
      ? number
      : number | undefined
    : D extends { type: 'choice'; choices: readonly (infer C)[] }
      ? C
      : D extends { default: string }
        ? string
        : string | undefined

/** The options' values, with every default filled in. */
export type OptionValues<O extends OptionDeclarations> = { readonly [K in keyof O]: ValueOf<O[K]> }

/** Tells the person something about the output that is not part of it: one line. */
export type Notify = (message: string) => void

interface FormatDeclaration<O extends OptionDeclarations> {
  readonly name: string
  readonly aliases?: readonly string[]
  /** File extensions that choose this format, without the dot. */
  readonly extensions: readonly string[]
  /** One line for the help: what the output is. */
  readonly summary: string
  /** Binary output is not sent to a terminal. */
  readonly content: 'text' | 'binary'
  /** Whether it shows a table as its presentation says; others hold the query's own columns. */
  readonly presents?: boolean
  readonly options: O
  /**
   * Tells of a cell of this column that is not held exactly; no function where all cells are.
   * `dialect` is the table's.
   */
  readonly inexact?: (
    column: Column,
    options: OptionValues<O>,
    dialect: DialectName | undefined,
  ) => InexactCell | undefined
  /** Reads the tables of an output in this format. Throws a `query` error where it is none. */
  readonly read?: (input: Uint8Array, options: OptionValues<O>) => Promise<readonly HeldTable[]>
  /** Writes tables with their titles as one book, where `write` has no place for titles. */
  writeBook?(tables: Tables, sink: Sink, options: OptionValues<O>, notify: Notify): Promise<void>
}

/** A format that holds one table. */
export interface TableFormat<O extends OptionDeclarations = OptionDeclarations>
  extends FormatDeclaration<O> {
  readonly tables: 'one'
  write(table: Table, sink: Sink, options: OptionValues<O>, notify: Notify): Promise<void>
}

/** A format that holds any number of tables, none included. */
export interface BookFormat<O extends OptionDeclarations = OptionDeclarations>
  extends FormatDeclaration<O> {
  readonly tables: 'many'
  write(tables: Tables, sink: Sink, options: OptionValues<O>, notify: Notify): Promise<void>
}

/** A format, whatever its options are. */
// biome-ignore lint/suspicious/noExplicitAny: a list of formats holds formats of different options
export type Format = TableFormat<any> | BookFormat<any>
