import { createInterface, type Interface } from 'node:readline'
import type { EditorOptions, Input, Reader, ReadOptions } from './contract.js'

/** A line, or what ends the input instead. */
type Arrival =
  | { readonly type: 'line'; readonly line: string }
  | { readonly type: 'interrupt' }
  | { readonly type: 'end' }

/**
 * Reads line by line, for input that is no terminal, or one that can only print. A terminal is
 * shown the prompt, and edits its lines by itself.
 */
export class PlainReader implements Reader {
  readonly #options: EditorOptions
  readonly #lines: Interface
  /** What came before it was asked for. */
  readonly #arrived: Arrival[] = []
  #take: ((arrival: Arrival) => void) | undefined
  #ended = false

  constructor(options: EditorOptions) {
    this.#options = options
    this.#lines = createInterface({ input: options.input, terminal: false, crlfDelay: Infinity })
    this.#lines
      .on('line', (line) => this.#arrive({ type: 'line', line }))
      .on('close', () => {
        this.#ended = true
        this.#arrive({ type: 'end' })
      })
      .pause()
  }

  async read(initial: string, { remember = true }: ReadOptions = {}): Promise<Input> {
    const { history, input } = this.#options
    const interrupt = () => this.#arrive({ type: 'interrupt' })
    if (input.isTTY) process.on('SIGINT', interrupt)
    if (!this.#ended) this.#lines.resume()
    try {
      const entered = await this.#readLines(initial)
      if (remember && input.isTTY && entered.type === 'text') history.add(entered.text)
      return entered
    } finally {
      process.removeListener('SIGINT', interrupt)
      if (!this.#ended) this.#lines.pause()
    }
  }

  print(text: string): void {
    this.#options.output.write(text)
  }

  close(): void {
    this.#lines.close()
  }

  async #readLines(initial: string): Promise<Input> {
    let text = initial
    for (let lines = initial === '' ? 0 : initial.split('\n').length; ; lines++) {
      this.#showPrompt(lines, lines === 0 ? '' : `${text}\n`)
      const arrival = await this.#next()
      if (arrival.type === 'interrupt') return { type: 'interrupt', discarded: lines > 0 }
      if (arrival.type === 'end') return lines > 0 ? { type: 'text', text } : { type: 'end' }
      text = lines === 0 ? arrival.line : `${text}\n${arrival.line}`
      if (this.#options.isFinished(text)) return { type: 'text', text }
    }
  }

  #showPrompt(line: number, textBefore: string): void {
    const { input, output, prompt } = this.#options
    if (input.isTTY) output.write(prompt(line, textBefore))
  }

  async #next(): Promise<Arrival> {
    const arrived = this.#arrived.shift()
    if (arrived) return arrived
    if (this.#ended) return { type: 'end' }
    return new Promise((take) => {
      this.#take = take
    })
  }

  #arrive(arrival: Arrival): void {
    const take = this.#take
    this.#take = undefined
    if (take) take(arrival)
    else this.#arrived.push(arrival)
  }
}
