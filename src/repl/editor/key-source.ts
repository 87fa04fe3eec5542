import { emitKeypressEvents, type Interface, type Key } from 'node:readline'
import type { EditorOptions } from './contract.js'
import { keyPress, type Press } from './keys.js'

/** How long the rest of an escape sequence may take; only then was it the Escape key, in ms. */
const escapeCodeTimeout = 100

/**
 * The keys of a terminal. They are listened for between `start` and `stop`; what was typed ahead,
 * and came with what ended the input before, waits for the next `start`.
 */
export class KeySource {
  readonly #input: EditorOptions['input']
  readonly #onEnd: () => void
  readonly #ahead: Press[] = []
  /** The text of a paste that goes on. */
  #paste: string | undefined
  #take: ((press: Press) => void) | undefined
  #ended = false

  /** `onEnd` is called when there is no more input. */
  constructor(input: EditorOptions['input'], onEnd: () => void) {
    this.#input = input
    this.#onEnd = onEnd
    // Of the interface it takes only this.
    emitKeypressEvents(input, { escapeCodeTimeout } as unknown as Interface)
    input.on('keypress', this.#keypress)
    for (const event of ends) input.on(event, this.#end)
  }

  get ended(): boolean {
    return this.#ended && this.#ahead.length === 0
  }

  /** Hands over what is typed, key by key, until `stop` is called. */
  start(take: (press: Press) => void): void {
    this.#take = take
    this.setRaw(true)
    this.#input.resume()
    for (let next = this.#nextAhead(); next; next = this.#nextAhead()) take(next)
  }

  /** Nothing once what was taken has called `stop`. */
  #nextAhead(): Press | undefined {
    return this.#take && this.#ahead.shift()
  }

  stop(): void {
    this.#take = undefined
    this.setRaw(false)
    this.#input.pause()
  }

  setRaw(raw: boolean): void {
    this.#input.setRawMode?.(raw)
  }

  close(): void {
    this.#input.removeListener('keypress', this.#keypress)
    for (const event of ends) this.#input.removeListener(event, this.#end)
  }

  readonly #end = (): void => {
    this.#ended = true
    this.#onEnd()
  }

  readonly #keypress = (typed: string | undefined, key: Key): void => {
    if (this.#paste !== undefined) this.#readPaste(key.sequence ?? '')
    else if (key.name === 'paste-start') this.#paste = ''
    else this.#press(keyPress(typed, key))
  }

  /** The end is looked for in the text: where it comes slowly, it is not decoded as one. */
  #readPaste(piece: string): void {
    this.#paste += piece
    const pasted = this.#paste as string
    // Looking into what grows costs a copy of it.
    if (!piece.endsWith('~') || !pasted.endsWith(pasteEnd)) return
    this.#paste = undefined
    const text = pasted.slice(0, -pasteEnd.length).replace(/\r\n?/g, '\n')
    this.#press({ type: 'paste', text })
  }

  #press(press: Press): void {
    if (this.#take) this.#take(press)
    else this.#ahead.push(press)
  }
}

const pasteEnd = '\x1b[201~'
const ends = ['end', 'close', 'error'] as const
