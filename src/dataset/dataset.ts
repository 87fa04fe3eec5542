import { inspect } from 'node:util'
import type { Column } from '../core/column.js'
import type { Result } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import type { HeldTable, Table } from '../core/table.js'
import type { Batch, Row } from '../core/value.js'
import { Exportable } from '../exportable.js'
import { type Conversions, converter, type SafeValue } from '../query/conversion.js'
import { arrayShape, objectShape, type RowObject } from '../query/row-shapes.js'
import {
  chosen,
  distinctRows,
  sortedByColumn,
  stacked,
  stackedColumns,
  transposed,
} from './derived.js'
import { formatted } from './formatted.js'
import {
  type CellFormatter,
  type ColumnRef,
  cellIn,
  columnIndex,
  counted,
  type Grid,
  type GridColumn,
  gridColumn,
  rowIndex,
  withValue,
} from './grid.js'
import { plainTable } from './plain-text.js'
import { type ReadInput, type ReadOptions, readFileTables, readTables } from './read.js'
import { checkNamed, namedValues, type RowInput, rowValues } from './row-input.js'

export type { CellFormatter, ColumnRef } from './grid.js'
export type { RowInput } from './row-input.js'

/** What a dataset is made of. */
export interface DatasetInput {
  readonly title?: string | undefined
  /** Names, or columns with their kinds; the kind of a name is that of its cells. */
  readonly columns: readonly (string | Column)[]
  readonly rows?: Iterable<RowInput>
}

/** Of the table that a dataset was read from: what a format must know to write its cells. */
type Origin = Partial<Pick<Table, 'dialect' | 'inexact'>>

/**
 * Columns and rows in memory, exact. Rows and columns are counted from 0, and from the end where
 * the position is negative. What changes the dataset gives nothing, or what was taken out; what
 * makes another of it (`filter`, `sort`, …) leaves it as it is.
 */
export class Dataset extends Exportable implements Iterable<RowObject> {
  /** What it is called: the name of its sheet, its heading. */
  title: string | undefined
  #columns: GridColumn[]
  #rows: Row[] = []
  #origin: Origin = {}

  /** Throws a usage error for a row that does not fit the columns. */
  constructor({ title, columns, rows = [] }: DatasetInput) {
    super()
    this.title = title
    this.#columns = columns.map(gridColumn)
    for (const row of rows) this.append(row)
  }

  /** Of objects, whose keys are the columns, in the order in which they first come. */
  static from(objects: Iterable<object>, title?: string): Dataset {
    const list = [...objects]
    list.forEach(checkNamed)
    const columns = [...new Set(list.flatMap((object) => Object.keys(object)))]
    const rows = list.map((object) => namedValues(object, columns))
    return new Dataset({ title, columns, rows })
  }

  /** Of a table that streams; its rows are read to the end. */
  static async of({ title, columns, batches, dialect, inexact }: Table): Promise<Dataset> {
    const rows: Row[] = []
    for await (const batch of batches) for (const row of batch) rows.push(row)
    const dataset = Dataset.holding({ title, columns, rows })
    dataset.#origin = { dialect, inexact }
    return dataset
  }

  /** @internal */
  static holding({ title, columns, rows }: HeldTable): Dataset {
    const dataset = new Dataset({ title, columns })
    dataset.#rows = [...rows]
    return dataset
  }

  /**
   * Read from text or bytes in a format: csv, tsv, json, jsonl, yaml, xlsx, … It holds one table.
   */
  static async read<F extends string>(
    format: F,
    input: ReadInput,
    options?: ReadOptions<F>,
  ): Promise<Dataset> {
    return onlyOne(await readTables(format, input, options))
  }

  /** Read from a file, in the format of its extension. */
  static async load<F extends string>(path: string, options?: ReadOptions<F>): Promise<Dataset> {
    return onlyOne(await readFileTables(path, options))
  }

  /** The columns as they are. */
  get columns(): readonly Column[] {
    return this.#columns.map(({ column }) => column)
  }

  /** The columns' names. */
  get names(): string[] {
    return this.#columns.map(({ column }) => column.name)
  }

  /** The exact cells. */
  get rows(): readonly Row[] {
    return this.#rows
  }

  /** How many rows there are. */
  get height(): number {
    return this.#rows.length
  }

  /** How many columns there are. */
  get width(): number {
    return this.#columns.length
  }

  /** The row at a position; undefined where there is none. */
  at(position: number): RowObject | undefined {
    const row = this.#rows.at(position)
    return row && this.#object()(row)
  }

  /** The values of a column. */
  column(column: ColumnRef, as?: Conversions): SafeValue[] {
    const x = this.#index(column)
    const convert = converter(this.columns[x] as Column, as)
    return this.#rows.map((row) => convert(row[x] ?? null) as SafeValue)
  }

  /** The rows by the names of their columns; a second column `a` is `a_2`. */
  objects(as?: Conversions): RowObject[] {
    return this.#rows.map(this.#object(as))
  }

  /** The rows by position. */
  arrays(as?: Conversions): SafeValue[][] {
    return this.#rows.map(arrayShape(this.columns, as) as (row: Row) => SafeValue[])
  }

  *[Symbol.iterator](): Generator<RowObject, void> {
    const object = this.#object()
    for (const row of this.#rows) yield object(row)
  }

  /** Adds a row at the end. An object may leave out cells, which are then null. */
  append(row: RowInput): void {
    this.insert(this.height, row)
  }

  /** Adds a row before the one at a position. */
  insert(position: number, row: RowInput): void {
    const y = rowIndex(this.height, position, 1)
    const values = rowValues(row, y, this.#columns)
    const cells = values.map((value, x) => cellIn(this.#column(x), value))
    this.#columns = this.#columns.map((column, x) => withValue(column, values[x]))
    this.#rows.splice(y, 0, cells)
  }

  /** Takes the row at a position out. */
  remove(position: number): RowObject {
    const [row] = this.#rows.splice(rowIndex(this.height, position), 1)
    return this.#object()(row as Row)
  }

  /**
   * Adds a column of these values, or of what a function makes of each row. It is the last, or
   * comes before another.
   */
  addColumn(
    column: string | Column,
    values: readonly unknown[] | ((row: RowObject, index: number) => unknown),
    before?: ColumnRef,
  ): void {
    const given = typeof values === 'function' ? this.objects().map(values) : values
    if (given.length !== this.height) throw wrongHeight(given.length, this.height)
    const x = before === undefined ? this.width : this.#index(before)
    const added = given.reduce(withValue, gridColumn(column))
    const cells = given.map((value) => cellIn(added, value))
    this.#columns.splice(x, 0, added)
    this.#rows = this.#rows.map((row, y) => row.toSpliced(x, 0, cells[y] ?? null))
  }

  /** Takes a column out, and gives its values. */
  removeColumn(column: ColumnRef): SafeValue[] {
    const values = this.column(column)
    const x = this.#index(column)
    this.#columns.splice(x, 1)
    this.#rows = this.#rows.map((row) => row.toSpliced(x, 1))
    return values
  }

  /** Gives a column another name. */
  renameColumn(column: ColumnRef, name: string): void {
    const x = this.#index(column)
    const held = this.#column(x)
    this.#columns[x] = { ...held, column: { ...held.column, name } }
  }

  /**
   * What the column's cells are in every output, from here on, and in those of the datasets that
   * are made of this one. What the program reads stays as it is.
   */
  formatColumn(column: ColumnRef, formatter: CellFormatter): void {
    const x = this.#index(column)
    this.#columns[x] = { ...this.#column(x), formatter }
  }

  /** The rows for which the test holds. */
  filter(test: (row: RowObject, index: number) => boolean): Dataset {
    const object = this.#object()
    return this.#with({ rows: this.#rows.filter((row, index) => test(object(row), index)) })
  }

  /**
   * By a column's exact values: NULL, numbers, text by its code points. Or by what a function says
   * of two rows. Equal rows keep their order, so the last sort is the first to count; descending
   * turns all of it round, NULL being last.
   */
  sort(
    by: ColumnRef | ((a: RowObject, b: RowObject) => number),
    { descending = false }: { readonly descending?: boolean } = {},
  ): Dataset {
    const rows =
      typeof by === 'function'
        ? this.#sortedBy(descending ? (a, b) => by(b, a) : by)
        : sortedByColumn(this.#grid, this.#index(by), descending)
    return this.#with({ rows })
  }

  /** The rows that differ from all before them. */
  distinct(): Dataset {
    return this.#with({ rows: distinctRows(this.#rows) })
  }

  /** Some of the rows and columns, in the order in which they are named. */
  subset({
    rows,
    columns,
  }: {
    readonly rows?: Iterable<number>
    readonly columns?: Iterable<ColumnRef>
  }): Dataset {
    const ys = rows ? Array.from(rows, (row) => rowIndex(this.height, row)) : this.#rows.keys()
    const xs = columns ? Array.from(columns, (column) => this.#index(column)) : this.#columns.keys()
    return this.#with(chosen(this.#grid, ys, xs))
  }

  /**
   * The first column's cells become the names of columns, and the other columns rows, their names
   * first. Formatters stay behind.
   */
  transpose(): Dataset {
    return this.#with(transposed(this.#grid))
  }

  /** The rows of both, columns matched by position. */
  stack(other: Dataset): Dataset {
    return this.#with(stacked(this.#grid, other.#grid))
  }

  /** The columns of both, side by side. */
  stackColumns(other: Dataset): Dataset {
    return this.#with(stackedColumns(this.#grid, other.#grid))
  }

  /** A plain table. */
  override toString(): string {
    return plainTable(formatted(this.#grid))
  }

  /** Its first rows as a plain table, which is how the console shows it. */
  preview(): string {
    const more = this.height - previewRows
    if (more <= 0) return this.toString()
    return `${this.#with({ rows: this.#rows.slice(0, previewRows) })}\n(${more} more)`
  }

  /** The table as every format writes it. @internal */
  override async *results(): AsyncGenerator<Result> {
    const { columns, rows } = formatted(this.#grid)
    const { dialect, inexact } = this.#origin
    yield { type: 'rows', title: this.title, columns, batches: batched(rows), dialect, inexact }
  }

  get #grid(): Grid {
    return { columns: this.#columns, rows: this.#rows }
  }

  /** A dataset that holds this, everything else the same. */
  #with({ columns = this.#columns, rows }: Partial<Grid> & Pick<Grid, 'rows'>): Dataset {
    const dataset = new Dataset({ title: this.title, columns: [] })
    dataset.#columns = [...columns]
    dataset.#rows = [...rows]
    dataset.#origin = this.#origin
    return dataset
  }

  #object(as?: Conversions): (row: Row) => RowObject {
    return objectShape(this.columns, as) as (row: Row) => RowObject
  }

  #index(column: ColumnRef): number {
    return columnIndex(this.#columns, column)
  }

  #column(x: number): GridColumn {
    return this.#columns[x] as GridColumn
  }

  #sortedBy(compare: (a: RowObject, b: RowObject) => number): Row[] {
    const object = this.#object()
    const pairs = this.#rows.map((row) => ({ row, object: object(row) }))
    return pairs.sort((a, b) => compare(a.object, b.object)).map(({ row }) => row)
  }
}

// Declared so, because the types of a class with a computed name cannot be told on their own.
Object.defineProperty(Dataset.prototype, inspect.custom, { value: Dataset.prototype.preview })

const previewRows = 100

const batchRows = 500

async function* batched(rows: readonly Row[]): AsyncGenerator<Batch> {
  for (let at = 0; at < rows.length; at += batchRows) yield rows.slice(at, at + batchRows)
}

function onlyOne(datasets: readonly HeldTable[]): Dataset {
  const [table] = datasets
  if (table !== undefined && datasets.length === 1) return Dataset.holding(table)
  throw new RecordsError('usage', `there are ${datasets.length} tables where one is read`, {
    hint: 'Read them as a Book.',
  })
}

function wrongHeight(cells: number, rows: number): RecordsError {
  return new RecordsError(
    'usage',
    `the column has ${counted(cells, 'cell')} for ${counted(rows, 'row')}`,
    {
      hint: 'Give a cell for every row, null where there is nothing.',
    },
  )
}
