export type { Connection } from './connection.js'
export type { Catalog } from './core/catalog.js'
export type { ArrayElement, Column, Kind } from './core/column.js'
export type { Dialect } from './core/dialect.js'
export type {
  ConnectionUrl,
  ConnectOptions,
  Connector,
  DoneResult,
  Driver,
  KnexConfig,
  Parameter,
  Result,
  RowsResult,
  Session,
  Statement,
  TransactionState,
} from './core/driver.js'
export { type ErrorCode, type ErrorDetails, RecordsError } from './core/errors.js'
export type {
  BookFormat,
  ChoiceOption,
  Format,
  Notify,
  OptionDeclaration,
  OptionDeclarations,
  OptionValues,
  TableFormat,
} from './core/formatter.js'
export type { CellFormat } from './core/presentation/cell-format.js'
export type { Highlight, HighlightRules } from './core/presentation/highlight.js'
export type {
  ColumnPresentation,
  Presentation,
  ShownColumn,
  ShownTable,
} from './core/presentation/presentation.js'
export type { TotalName } from './core/presentation/totals.js'
export { encoder, plainText, type Spelling } from './core/representation.js'
export { type SheetCell, sheetCell } from './core/sheet-cell.js'
export type { Sink } from './core/sink.js'
export type { DialectName, HeldTable, InexactCell, Table, Tables } from './core/table.js'
export type { Batch, Row, Value } from './core/value.js'
export { Database, type DatabaseOptions } from './database.js'
export { databaseOf, registerDatabase } from './databases.js'
export { Book } from './dataset/book.js'
export {
  type CellFormatter,
  type ColumnRef,
  Dataset,
  type DatasetInput,
  type RowInput,
} from './dataset/dataset.js'
export type { ReadInput, ReadOptions } from './dataset/read.js'
export * as dialects from './drivers/dialects.js'
export type { DatabaseDeclaration } from './drivers/index.js'
export { type Export, exportResults } from './export.js'
export type { Exportable, ExportOptions, SaveOptions, WriteOptions } from './exportable.js'
export {
  type BinaryFormats,
  type Content,
  type FormatName,
  type Formats,
  formatNamed,
  formatOfFile,
  formats,
  type OptionsOf,
  optionValues,
  registerFormat,
} from './formats.js'
export type { AnyWritable } from './output/writable.js'
export type { Awaitable } from './query/awaitable.js'
export type { Conversion, Conversions, SafeValue } from './query/conversion.js'
export type { QueryBuilder } from './query/native-statement.js'
export type { ParameterInput, Parameters } from './query/parameter-values.js'
export type {
  BulkResult,
  ColumnInfo,
  ParametersList,
  Queries,
  QueryOptions,
  RunOptions,
  ScriptOptions,
  Sql,
  StopOptions,
  TableInfo,
  TablesOptions,
} from './query/queries.js'
export type { RowObject, Rows, RowsOptions } from './query/rows.js'
export type { Script, ScriptResult } from './query/script.js'
export { type ReportOptions, runReport } from './report/run-report.js'
export type { ParameterValue } from './sql/parameters.js'
export { version } from './version.js'
export type { Wording } from './wording.js'
