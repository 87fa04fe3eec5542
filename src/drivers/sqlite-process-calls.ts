import type { Column } from '../core/column.js'
import type {
  ConnectionUrl,
  ConnectOptions,
  DoneResult,
  Statement,
  TransactionState,
} from '../core/driver.js'
import { type ErrorCode, type ErrorDetails, RecordsError } from '../core/errors.js'
import type { SentBatch } from './sqlite-process-inexact.js'

/** What the program asks of the process that SQLite runs in, which answers in the same order. */
export interface Calls {
  open(url: ConnectionUrl, options: SentOptions): void
  run(statement: Statement): DoneResult | SentRows
  /** The next rows of what runs; undefined after the last. */
  batch(): SentBatch | undefined
  /** Ends what runs. */
  end(): void
}

/** A call, or the word that what runs is to stop, which nothing answers. */
export type Sent = Call | { readonly name: 'cancel' }

/** One of the calls. */
export interface Call<Name extends keyof Calls = keyof Calls> {
  readonly name: Name
  readonly arguments: Parameters<Calls[Name]>
}

/** What comes back: a line for the person, or what the next call in turn gave. */
export type Message =
  | { readonly type: 'notice'; readonly line: string }
  | { readonly type: 'value'; readonly value: unknown; readonly held?: Held | undefined }
  | { readonly type: 'error'; readonly error: SentError; readonly held?: Held | undefined }

/** Without what cannot be sent. */
export type SentOptions = Omit<ConnectOptions, 'environment' | 'notify'>

/** Rows, which are sent a batch at a time. */
export interface SentRows {
  readonly type: 'rows'
  readonly columns: readonly Column[]
}

/** What a connection holds that is lost with it. */
export interface Held {
  readonly transaction: TransactionState
  /** In words: `temporary tables`. */
  readonly names: readonly string[]
}

/** An error, whose class would not arrive. */
export interface SentError {
  readonly message: string
  /** Of a RecordsError, or SQLite's. */
  readonly code: ErrorCode | string | undefined
  /** Of a RecordsError. */
  readonly details?: Omit<ErrorDetails, 'cause'>
}

/** An error as it is sent. */
export function sentError(error: unknown): SentError {
  const { message, code } = error as Error & { code?: string }
  if (!(error instanceof RecordsError)) return { message, code }
  const { hint, detail, databaseCode, position, sql } = error
  return { message, code, details: { hint, detail, databaseCode, position, sql } }
}

/** The same error on the other side. */
export function receivedError({ message, code, details }: SentError): Error {
  if (details === undefined) return Object.assign(new Error(message), { code })
  return new RecordsError(code as ErrorCode, message, details)
}
