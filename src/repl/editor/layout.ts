import { type Cell, cellsOf } from './cells.js'
import type { Style, Styled } from './styled.js'

/** A place on the screen, or in what is drawn there. */
export interface Place {
  readonly row: number
  readonly column: number
}

/** A row of the screen as it is sent, and its width in columns. */
export interface Row {
  readonly ansi: string
  readonly width: number
}

const plainStyle = '\x1b[0m'

/** Breaks what stands on one line into rows that are no wider than the screen. */
export class RowWriter {
  readonly #rows: Row[] = []
  readonly #columns: number
  #ansi = ''
  #width = 0
  #style = ''

  constructor(columns: number) {
    this.#columns = columns
  }

  /** Adds text. Answers with the place of the character that stands at an index of it. */
  write({ text, styles }: Styled, index: number = text.length): Place {
    let next = 0
    let place: Place | undefined
    for (const cell of cellsOf(text)) {
      while (next < styles.length && (styles[next] as Style).index <= cell.index) {
        this.#restyle((styles[next++] as Style).sgr)
      }
      if (this.#width + cell.width > this.#columns && this.#width > 0) this.#break()
      if (cell.index <= index) place = this.#place
      this.#add(cell)
    }
    if (this.#width >= this.#columns) this.#break()
    this.#restyle('')
    return place === undefined || index === text.length ? this.#place : place
  }

  get #place(): Place {
    return { row: this.#rows.length, column: this.#width }
  }

  /** All rows; one that is full has another after it, for the cursor. */
  end(): readonly Row[] {
    this.#rows.push({ ansi: this.#ansi, width: this.#width })
    return this.#rows
  }

  #add({ shown, width, sure }: Cell): void {
    this.#ansi += shown
    this.#width += width
    // The rest of the row stands where it should even if the terminal takes another width.
    if (!sure && this.#width < this.#columns) this.#ansi += `\x1b[${this.#width + 1}G`
  }

  #restyle(sgr: string): void {
    if (sgr === this.#style) return
    this.#ansi += (this.#style === '' ? '' : plainStyle) + sgr
    this.#style = sgr
  }

  #break(): void {
    const style = this.#style
    this.#restyle('')
    this.end()
    this.#ansi = ''
    this.#width = 0
    this.#restyle(style)
  }
}
