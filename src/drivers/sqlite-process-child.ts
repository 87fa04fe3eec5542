// The process that a connection to SQLite runs in: see SqliteProcess.
import { Worker } from 'node:worker_threads'
import type BetterSqlite from 'better-sqlite3'
import type { Result, Session } from '../core/driver.js'
import type { Table } from '../core/table.js'
import type { Batch } from '../core/value.js'
import sqlite from './sqlite.js'
import {
  type Call,
  type Calls,
  type Message,
  type Sent,
  sentError,
} from './sqlite-process-calls.js'
import { Holdings } from './sqlite-process-holdings.js'
import { sentBatch } from './sqlite-process-inexact.js'
import { sqliteConfig } from './sqlite-settings.js'

type Answering = {
  [Name in keyof Calls]: (
    ...given: Parameters<Calls[Name]>
  ) => Promise<ReturnType<Calls[Name]>> | ReturnType<Calls[Name]>
}

let raw: BetterSqlite.Database
let session: Session
let holdings: Holdings | undefined
let results: AsyncIterator<Result> | undefined
let batches: AsyncIterator<Batch> | undefined
let inexact: Table['inexact']
let watch: Worker | undefined

const answering: Answering = {
  async open(url, sent) {
    const notify = (line: string): void => void send({ type: 'notice', line })
    const options = { ...sent, environment: process.env, notify }
    raw = await sqliteConfig(url, options).connector.connect()
    session = await sqlite.open(raw, options)
    holdings = new Holdings(raw, url)
  },

  async run(statement) {
    endWithParent()
    results = session.run(statement)[Symbol.asyncIterator]()
    const { value: result } = await results.next()
    holdings?.ran(statement, result)
    if (result.type === 'done') return result
    batches = result.batches[Symbol.asyncIterator]()
    inexact = result.inexact
    return { type: 'rows', columns: result.columns }
  },

  async batch() {
    const next = await batches?.next()
    return next === undefined || next.done ? undefined : sentBatch(next.value, inexact?.())
  },

  async end() {
    const ending = results
    batches = undefined
    results = undefined
    await ending?.return?.()
  },
}

async function answer({ name, arguments: given }: Call): Promise<Message> {
  const call = answering[name] as (...given: unknown[]) => unknown
  try {
    const value = await call(...given)
    return { type: 'value', value, held: heldNow() }
  } catch (error) {
    return { type: 'error', error: sentError(error), held: heldNow() }
  }
}

/** While rows are read nothing else can be asked of SQLite, and nothing changes. */
function heldNow() {
  return batches === undefined ? holdings?.now() : undefined
}

/** Settles when it is on its way: a step of SQLite's would hold up what is not. */
function send(message: Message): Promise<void> {
  return new Promise((resolve) => void process.send?.(message, () => resolve()))
}

/** In the place of what is too large to be sent. */
function sendError(error: unknown): Promise<void> {
  return send({ type: 'error', error: sentError(error) })
}

/**
 * The program may end without a word while SQLite holds this thread: another one waits for the end
 * of the input, which the program holds the other end of. What is idle closes the file first. It is
 * made with the first statement, so that the first prompt need not wait for it.
 */
function endWithParent(): void {
  const script = `
    const { Socket } = require('node:net')
    const input = new Socket({ fd: 0 }).resume()
    input.on('error', () => {})
    input.on('close', () => setTimeout(() => process.kill(process.pid, 'SIGKILL'), 500))
  `
  watch ??= new Worker(script, { eval: true })
  watch.unref()
}

let last: Promise<void> = Promise.resolve()
process.on('message', (sent: Sent) => {
  if (sent.name === 'cancel') void session?.cancel()
  else
    last = last
      .then(() => answer(sent))
      .then(send)
      .catch(sendError)
})
process.on('disconnect', () => {
  try {
    raw?.close()
  } finally {
    process.exit()
  }
})
