import type { DoneResult, RowsResult } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import type { Batch } from '../core/value.js'
import type { Dataset } from '../dataset/dataset.js'
import { elapsed } from './elapsed.js'
import { GatheredOutput } from './gathered-output.js'
import { PagedOutput } from './pager.js'
import { Keeper, saveResult, showResult } from './shown-result.js'
import type { State } from './state.js'
import type { Voice } from './voice.js'

/** Where results go: to the screen, to a file, or to one that gathers them. */
export class Results {
  readonly #state: State
  readonly #voice: Voice
  #gathering: GatheredOutput | undefined

  constructor(state: State, voice: Voice) {
    this.#state = state
    this.#voice = voice
  }

  /** Shows a result, or writes it to a file, keeps it and says how long it took since `started`. */
  async take(result: RowsResult, started: number, file?: string): Promise<void> {
    const keeper = new Keeper(result)
    const path = await this.#write({ ...result, batches: keeper.batches }, file)
    this.#state.result = keeper.kept
    const where = path === undefined ? '' : ` written to ${path}`
    const time = this.#after(keeper.ended - started)
    this.#voice.say(`(${counted(keeper.rows)}${where}${time})`)
  }

  /** Says what a statement did that gave no rows. */
  done({ changed }: DoneResult, started: number): void {
    const what = changed === undefined ? 'done' : `${counted(changed)} changed`
    this.#voice.say(`${what}${this.#after(performance.now() - started)}`)
  }

  /** Shows text of the shell's own, in the pager where it is too long for the screen. */
  async page(text: string): Promise<void> {
    const output = new PagedOutput(this.#voice.screen, this.#state.pager)
    await output.write(text)
    await output.finish()
  }

  /** Shows rows of the shell's own as the person shows results; they are not kept. */
  async list(rows: readonly Readonly<Record<string, string>>[]): Promise<void> {
    const { Dataset } = await import('../dataset/dataset.js')
    await this.showList(Dataset.from(rows))
  }

  async showList(list: Dataset): Promise<void> {
    if (list.height === 0) return this.#voice.say('There are none.')
    for await (const result of list.results()) {
      if (result.type === 'rows') await this.#onScreen(result)
    }
  }

  /** Writes the last result to a file, in the format of its extension. */
  async save(path: string): Promise<void> {
    const { result } = this.#state
    if (result === undefined) {
      throw new RecordsError('usage', 'no result is kept', {
        hint: 'Run a statement first; of one that gives very many rows none are kept.',
      })
    }
    const { columns, rows } = result
    await saveResult({ type: 'rows', columns, batches: once(rows) }, path)
    this.#voice.say(`(${counted(rows.length)} written to ${path})`)
  }

  /**
   * Publishes the file that gathers results, if there is one, and has another do so from now on;
   * without a path they are shown again.
   */
  async gather(path: string | undefined): Promise<void> {
    const finished = this.#gathering
    this.#gathering = undefined
    if (finished !== undefined) {
      await finished.finish()
      const { count } = finished
      if (count === 0) this.#voice.say(`No result was written to ${finished.path}.`)
      else this.#voice.say(`${finished.path} has ${count} ${count === 1 ? 'result' : 'results'}.`)
    }
    if (path === undefined) return
    this.#gathering = await GatheredOutput.at(path, this.#voice.say)
    this.#voice.say(`Results go to ${path}, which \\o writes.`)
  }

  /** Answers with the path of the file that took it. */
  async #write(result: RowsResult, file: string | undefined): Promise<string | undefined> {
    const gathering = this.#gathering
    if (file !== undefined) await saveResult(result, file)
    else if (gathering !== undefined) await this.#addTo(gathering, result)
    else await this.#onScreen(result)
    return file ?? gathering?.path
  }

  async #addTo(gathering: GatheredOutput, result: RowsResult): Promise<void> {
    try {
      await gathering.add(result)
    } finally {
      if (gathering.broken) {
        this.#gathering = undefined
        await gathering.finish().catch(() => {})
        this.#voice.say(`${gathering.path} is not written; results are shown again.`)
      }
    }
  }

  async #onScreen(result: RowsResult): Promise<void> {
    const { screen, say } = this.#voice
    const output = new PagedOutput(screen, this.#state.pager)
    const { columns } = screen.output
    await showResult(result, this.#state, { sink: output, columns, notify: say })
    await output.finish()
  }

  /** The time as it is told behind what was done. */
  #after(milliseconds: number): string {
    return this.#state.timing ? `, ${elapsed(milliseconds)}` : ''
  }
}

async function* once(rows: Batch): AsyncGenerator<Batch> {
  yield rows
}

function counted(rows: number): string {
  return rows === 1 ? '1 row' : `${rows} rows`
}
