import stringWidth from 'string-width'
import { terminalControls, visible } from '../../core/visible.js'
import type { Completion, Completions } from './contract.js'
import { type Row, RowWriter } from './layout.js'
import type { Key, Mode } from './mode.js'
import type { TextBuffer } from './text-buffer.js'

const mostRows = 8
const gap = '  '
const dim = '\x1b[2m'
const reversed = '\x1b[7m'

/** By how many items a key moves on: within a column, or by a whole one. */
const steps: Readonly<Record<string, (height: number) => number>> = {
  tab: () => 1,
  down: () => 1,
  'C-n': () => 1,
  'S-tab': () => -1,
  up: () => -1,
  'C-p': () => -1,
  right: (height) => height,
  left: (height) => -height,
}

/** Completions to choose from, in columns below the text; the chosen one stands in the text. */
export class Menu implements Mode {
  readonly #buffer: TextBuffer
  /** The text as it was typed. */
  readonly #mark: number
  readonly #start: number
  readonly #items: readonly Completion[]
  /** Of the texts, and of what is beside them. */
  readonly #widths: readonly [text: number, kind: number]
  /** How many items stand in a column, seen or not. */
  #height = 1
  #chosen = -1

  constructor(buffer: TextBuffer, { start, items }: Completions) {
    this.#buffer = buffer
    this.#mark = buffer.mark
    this.#start = start
    this.#items = items
    this.#widths = [widest(items, textOf), widest(items, kindOf)]
  }

  take({ name }: Key): 'stay' | 'end' | 'pass' {
    const step = steps[name]?.(this.#height)
    if (step !== undefined) {
      this.#choose(step)
      return 'stay'
    }
    if (name === 'escape' || name === 'C-g') {
      this.#buffer.undoTo(this.#mark)
      return 'end'
    }
    return name === 'return' && this.#chosen !== -1 ? 'end' : 'pass'
  }

  /** The part of the menu where the chosen item is, and how much there is of the rest. */
  readonly below = (columns: number, height: number): readonly Row[] => {
    const [text, kind] = this.#widths
    const beside = Math.max(1, Math.floor((columns + gap.length) / (text + kind + gap.length)))
    this.#height = Math.ceil(this.#items.length / beside)
    const room = Math.min(mostRows, height)
    const seen = this.#height > room ? Math.max(0, room - 1) : this.#height
    const chosenRow = Math.max(0, this.#chosen) % this.#height
    const first = seen === 0 ? 0 : chosenRow - (chosenRow % seen)
    const end = Math.min(first + seen, this.#height)
    const rows = Array.from({ length: end - first }, (_, index) =>
      this.#row(first + index, columns),
    )
    if (seen === this.#height || room === 0) return rows
    return [...rows, drawn([[`rows ${first + 1}–${end} of ${this.#height}`, dim]], columns)]
  }

  #choose(step: number): void {
    const count = this.#items.length
    const next = this.#chosen === -1 && step > 0 ? 0 : this.#chosen + step
    if (Math.abs(step) > 1 && (next < 0 || next >= count) && this.#chosen !== -1) return
    this.#buffer.undoTo(this.#mark)
    this.#chosen = next < 0 ? count - 1 : next % count
    const item = this.#items[this.#chosen] as Completion
    this.#buffer.replace(this.#start, this.#buffer.cursor, item.text)
  }

  #row(row: number, columns: number): Row {
    const pieces: Piece[] = []
    const [textWidth, kindWidth] = this.#widths
    for (let index = row; index < this.#items.length; index += this.#height) {
      const item = this.#items[index] as Completion
      const style = index === this.#chosen ? reversed : ''
      pieces.push([padded(textOf(item), textWidth), style])
      pieces.push([padded(kindOf(item), kindWidth), dim], [gap, ''])
    }
    return drawn(pieces, columns)
  }
}

type Piece = readonly [text: string, sgr: string]

/** One row of the screen, cut where that ends. */
function drawn(pieces: readonly Piece[], columns: number): Row {
  const writer = new RowWriter(columns)
  for (const [text, sgr] of pieces) writer.write({ text, styles: [{ index: 0, sgr }] })
  return writer.end()[0] as Row
}

function textOf({ text }: Completion): string {
  return onOneLine(text)
}

function kindOf({ kind }: Completion): string {
  return kind === undefined ? '' : ` ${onOneLine(kind)}`
}

function onOneLine(text: string): string {
  return visible(text, terminalControls).replaceAll('\n', '\\n')
}

function widest(items: readonly Completion[], of: (item: Completion) => string): number {
  return items.reduce((width, item) => Math.max(width, stringWidth(of(item))), 0)
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(width - stringWidth(text))
}
