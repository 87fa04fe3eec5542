import type { EditorOptions } from './contract.js'
import type { Place, Row } from './layout.js'

/** What is to be seen: no more rows than the screen has, and where the cursor is in them. */
export interface Frame {
  readonly rows: readonly Row[]
  readonly cursor: Place
}

const nothing: Frame = { rows: [], cursor: { row: 0, column: 0 } }

const clearToEnd = '\x1b[J'
const clearLine = '\x1b[K'

/** Draws frames where the cursor is, each over the one before: only rows that differ are sent. */
export class Screen {
  readonly #output: EditorOptions['output']
  #drawn = nothing
  /** Of the screen when that was drawn. */
  #columns = 0

  constructor(output: EditorOptions['output']) {
    this.#output = output
  }

  get columns(): number {
    return this.#output.columns || 80
  }

  get height(): number {
    return this.#output.rows || 24
  }

  draw(frame: Frame): void {
    const { rows, cursor } = this.#drawn
    let ansi = rows.length === 0 ? freshLine(this.columns) : ''
    let row = cursor.row
    let bottom = Math.max(0, rows.length - 1)
    const goTo = (next: number) => {
      const below = Math.max(0, next - bottom)
      ansi += move(row, next - below) + '\r\n'.repeat(below)
      row = next
      bottom += below
    }
    frame.rows.forEach((next, index) => {
      if (next.ansi === rows[index]?.ansi) return
      goTo(index)
      ansi += `\r${clearLine}${next.ansi}`
    })
    if (rows.length > frame.rows.length) {
      goTo(frame.rows.length)
      ansi += `\r${clearToEnd}`
    }
    goTo(frame.cursor.row)
    this.#output.write(`${ansi}\x1b[${frame.cursor.column + 1}G`)
    this.#drawn = frame
    this.#columns = this.columns
  }

  /** Takes away what was drawn; the next frame begins at its place. */
  erase(): void {
    if (this.#drawn === nothing) return
    this.#output.write(`${move(this.#cursorRow(), 0)}\r${clearToEnd}`)
    this.forget()
  }

  /** Leaves what was drawn, and a note at its end; the next frame begins below. */
  leave(note = ''): void {
    const last = this.#drawn.rows.at(-1)
    if (last === undefined) return
    const down = move(this.#drawn.cursor.row, this.#drawn.rows.length - 1)
    this.#output.write(`${down}\x1b[${last.width + 1}G${note}\r\n`)
    this.forget()
  }

  clear(): void {
    this.#output.write('\x1b[H\x1b[2J')
    this.forget()
  }

  /** The next frame begins where the cursor is. */
  forget(): void {
    this.#drawn = nothing
  }

  write(text: string): void {
    this.#output.write(text)
  }

  /**
   * The row of the drawn frame that the cursor is in. Terminals break rows that have become wider
   * than the screen into several.
   */
  #cursorRow(): number {
    const { rows, cursor } = this.#drawn
    if (this.columns >= this.#columns) return cursor.row
    const above = rows.slice(0, cursor.row)
    const broken = above.map(({ width }) => Math.max(1, Math.ceil(width / this.columns)))
    return broken.reduce((sum, count) => sum + count, Math.floor(cursor.column / this.columns))
  }
}

function move(from: number, to: number): string {
  if (from === to) return ''
  return from < to ? `\x1b[${to - from}B` : `\x1b[${from - to}A`
}

/**
 * To the start of the line, or of the next one if something stands on this one: a row of blanks
 * reaches into the next line only then.
 */
function freshLine(columns: number): string {
  return `${' '.repeat(columns)}\r${clearToEnd}`
}
