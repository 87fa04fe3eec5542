import type BetterSqlite from 'better-sqlite3'
import type { InexactCell } from '../core/table.js'
import type { Row, Value } from '../core/value.js'
import { isDoubtful, notUtf8, textBytes } from './not-utf8.js'

/** In milliseconds. */
const pauseAfter = 100

/**
 * Reads the rows of a statement a second time, for the bytes of their text, where the first reading
 * gave text with U+FFFD: better-sqlite3 decodes text before anybody sees its bytes. Both readings
 * see the same state of the database, as one transaction lasts from the start of the first to the
 * end of the second.
 *
 * Rows without an ORDER BY may come in another order, and what is random is random anew. A row is
 * therefore taken for the same where all of its cells are; at the first that is not, the second
 * reading is given up, and text with U+FFFD is told as what may be wrong.
 */
export class SecondReading {
  readonly #open: () => Iterator<Row>
  #begun = false
  #rows: Iterator<Row> | undefined
  /** The row that it stands at, the `count`th. */
  #row: Row | undefined
  #count = 0
  #givenUp = false

  constructor(raw: BetterSqlite.Database, sql: string, values: readonly unknown[], width: number) {
    this.#open = () =>
      raw
        .prepare<unknown[], Row>(textInHex(sql, width))
        .raw()
        .safeIntegers()
        .iterate(...values)
  }

  get begun(): boolean {
    return this.#begun
  }

  readonly inexact: InexactCell = (value) =>
    this.#givenUp && isDoubtful(value)
      ? 'text with U+FFFD, which may stand for what is not UTF-8'
      : notUtf8(value)

  /** To be called while the first reading is not over: so nothing is changed between the two. */
  begin(): void {
    if (this.#begun) return
    this.#begun = true
    try {
      this.#rows = this.#open()
    } catch {
      // What is no SELECT, as a PRAGMA or an EXPLAIN, does not stand in another statement.
      this.giveUp()
    }
    this.#step()
  }

  /**
   * The rows that stand behind `before` others, with bytes for text that is not UTF-8. `pause` is
   * awaited now and then, as the rows before them may be many; what it throws is thrown on.
   */
  async restored(rows: readonly Row[], before: number, pause: () => Promise<void>): Promise<Row[]> {
    const all: Row[] = []
    for (const row of rows) {
      all.push(row)
      if (this.#rows === undefined || !row.some(isDoubtful)) continue
      await this.#reach(before + all.length, pause)
      const restored = this.#row && sameRow(row, this.#row)
      if (restored === undefined) this.giveUp()
      else all[all.length - 1] = restored
    }
    return all
  }

  giveUp(): void {
    this.#givenUp = true
    this.end()
  }

  /** Leaves no statement open. */
  end(): void {
    this.#rows?.return?.()
    this.#rows = undefined
    this.#row = undefined
  }

  async #reach(count: number, pause: () => Promise<void>): Promise<void> {
    let next = performance.now() + pauseAfter
    while (this.#rows !== undefined && this.#count < count) {
      this.#step()
      if (performance.now() < next) continue
      await pause()
      next = performance.now() + pauseAfter
    }
  }

  #step(): void {
    try {
      this.#row = this.#rows?.next().value
      this.#count++
    } catch {
      this.giveUp()
    }
  }
}

/**
 * Every column is read, so that no index serves here that does not serve the statement itself. A
 * blob for each text would take several times as long as its digits.
 */
function textInHex(sql: string, width: number): string {
  const names = Array.from({ length: width }, (_, index) => `c${index}`)
  const cells = names.map((c) => `CASE typeof(${c}) WHEN 'text' THEN hex(${c}) ELSE ${c} END`)
  // The statement may end in a comment.
  return `WITH records_first(${names}) AS (${sql}\n) SELECT ${cells} FROM records_first`
}

/** A row of both readings, or undefined where it is not the same in both. */
function sameRow(first: Row, second: Row): Row | undefined {
  const cells = first.map((cell, index) => sameCell(cell, second[index] ?? null))
  return cells.includes(undefined) ? undefined : (cells as Row)
}

function sameCell(first: Value, second: Value): Value | undefined {
  if (typeof first === 'string' && typeof second === 'string') return textOf(first, second)
  const same = first instanceof Buffer && second instanceof Buffer && first.equals(second)
  return same || first === second ? first : undefined
}

/** The text, or its bytes where it stands for them. */
function textOf(text: string, hex: string): Value | undefined {
  // Memory of its own, as a blob has.
  const bytes = Buffer.alloc(hex.length / 2)
  bytes.write(hex, 'hex')
  if (encodings.some((encoded) => encoded(text).equals(bytes))) return text
  return bytes.toString('utf8') === text ? textBytes(bytes) : undefined
}

/**
 * How a database may hold a text: `PRAGMA encoding`. Which one it is need not be known: what has a
 * U+FFFD in the one does not read as the same text in another.
 */
const encodings: readonly ((text: string) => Buffer)[] = [
  (text) => Buffer.from(text),
  (text) => Buffer.from(text, 'utf16le'),
  (text) => Buffer.from(text, 'utf16le').swap16(),
]
