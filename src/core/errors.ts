/** What went wrong, and so the command's exit status. A closed list. */
export type ErrorCode =
  | 'query'
  | 'usage'
  | 'connection'
  | 'output'
  | 'check'
  | 'locked'
  | 'interrupted'

/** What more an error may tell. */
export interface ErrorDetails {
  /** What to do about it: one sentence. */
  readonly hint?: string | undefined
  /** More of what the database said. */
  readonly detail?: string | undefined
  /** The database's own code of the error: an SQLSTATE, `SQLITE_BUSY`, `ER_PARSE_ERROR`. */
  readonly databaseCode?: string | undefined
  /** Where in the SQL text: an index into it, counted in UTF-16 units. */
  readonly position?: number | undefined
  /** The SQL that was given, which `position` points into. */
  readonly sql?: string | undefined
  readonly cause?: unknown
}

/** The one class of errors that this package throws. */
export class RecordsError extends Error {
  /** Tells it from other errors, where `instanceof` cannot. */
  override readonly name = 'RecordsError'
  /** What went wrong. */
  readonly code: ErrorCode
  /** What to do about it: one sentence. */
  readonly hint: string | undefined
  /** More of what the database said. */
  readonly detail: string | undefined
  /** The database's own code of the error. */
  readonly databaseCode: string | undefined
  /** Where in `sql`: an index into it, counted in UTF-16 units. */
  readonly position: number | undefined
  /** The SQL that was given. */
  readonly sql: string | undefined

  /** `message` is one line, without a full stop. */
  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    this.hint = details.hint
    this.detail = details.detail
    this.databaseCode = details.databaseCode
    this.position = details.position
    this.sql = details.sql
  }
}
