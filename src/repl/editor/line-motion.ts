import { lineEnd, lineStart } from './boundaries.js'
import { columnAt, indexAt } from './cells.js'
import type { TextBuffer } from './text-buffer.js'

/** Moves from line to line, at the column that the first move began at as far as lines go. */
export class LineMotion {
  #goal: number | undefined

  /** Something else than a move from line to line was done. */
  forget(): void {
    this.#goal = undefined
  }

  /** Answers whether there is such a line. */
  move(buffer: TextBuffer, direction: 1 | -1): boolean {
    const { text, cursor } = buffer
    const start = lineStart(text, cursor)
    const end = lineEnd(text, cursor)
    if (direction === 1 ? end === text.length : start === 0) return false
    this.#goal ??= columnAt(text.slice(start, end), cursor - start)
    const next = direction === 1 ? end + 1 : lineStart(text, start - 1)
    buffer.move(next + indexAt(text.slice(next, lineEnd(text, next)), this.#goal))
    return true
  }
}
