import type { DoneResult, Result } from '../core/driver.js'
import type { Dataset } from '../dataset/dataset.js'
import { Awaitable } from './awaitable.js'
import type { Start } from './rows.js'

/** What a statement of a script gave: its rows, or how many rows it changed. */
export type ScriptResult = Dataset | DoneResult

/**
 * The results that a script will give, in the order of its statements. Nothing runs before they
 * are asked for: by a loop over them, by `await` for an array of all, by export, save or write,
 * which write those that have rows.
 */
export class Script extends Awaitable<ScriptResult[]> implements AsyncIterable<ScriptResult> {
  readonly #start: Start

  /** @internal */
  constructor(start: Start) {
    super()
    this.#start = start
  }

  /** Every result, those with rows held whole. */
  async *[Symbol.asyncIterator](): AsyncGenerator<ScriptResult, void> {
    yield* this.#each(true)
  }

  /** Runs it to its end. */
  override async all(): Promise<ScriptResult[]> {
    const all: ScriptResult[] = []
    for await (const result of this.#each(false)) all.push(result)
    return all
  }

  /** @internal */
  override results(signal?: AbortSignal): AsyncIterable<Result> {
    return this.#start(false, signal)
  }

  async *#each(byHand: boolean): AsyncGenerator<ScriptResult, void> {
    const { Dataset } = await import('../dataset/dataset.js')
    for await (const result of this.#start(byHand)) {
      yield result.type === 'done' ? result : await Dataset.of(result)
    }
  }
}
