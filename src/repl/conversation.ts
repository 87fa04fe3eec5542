import type { Dialect } from '../core/dialect.js'
import type { TransactionState } from '../core/driver.js'
import { groups } from './commands/index.js'
import type { Commands } from './completion/commands.js'
import { completeWithFiles } from './completion/complete.js'
import { SchemaCache } from './completion/schema-cache.js'
import { Editor, type EditorOptions, type Input } from './editor/editor.js'
import { highlight, usualPalette } from './highlight.js'
import { isComplete } from './input.js'
import { promptFor } from './prompt.js'
import type { Shell } from './shell.js'

export interface Place extends Pick<EditorOptions, 'input' | 'output' | 'history'> {
  readonly colours: boolean
  /** The names of connections, as `\\c` takes them: read when one is completed. */
  connections(): Promise<readonly string[]>
}

/** What is typed at a terminal and what comes of it, turn by turn. */
export class Conversation {
  readonly #shell: Shell
  readonly #editor: Editor
  readonly #connections: Place['connections']
  #dialect: Dialect | undefined
  #schema: SchemaCache | undefined
  #state: TransactionState | 'lost' = 'none'
  /** What is asked just now, whose answer is a line. */
  #question: string | undefined

  constructor(shell: Shell, { colours, connections, ...place }: Place) {
    this.#shell = shell
    this.#connections = connections
    this.#editor = new Editor({
      ...place,
      prompt: (line) => this.#question ?? promptFor(shell.session.name, this.#state, line),
      isFinished: (text) =>
        this.#question !== undefined || !this.#dialect || isComplete(text, this.#dialect),
      ...(colours && {
        highlight: (text) => (this.#dialect ? highlight(text, this.#dialect, usualPalette) : text),
      }),
      complete: async (text, cursor, signal) =>
        this.#dialect && this.#schema
          ? await completeWithFiles(
              text,
              cursor,
              this.#schema,
              this.#dialect,
              await this.#wordsFor(text),
              signal,
            )
          : { start: cursor, items: [] },
    })
  }

  /** Until the person leaves. */
  async run(): Promise<void> {
    let interrupts = 0
    try {
      while (!this.#shell.left) {
        await this.#look()
        const input = await this.#editor.read()
        interrupts = input.type === 'interrupt' && !input.discarded ? interrupts + 1 : 0
        if (input.type === 'text') await this.#do(input.text)
        else if (input.type === 'end' || interrupts === 2) this.#shell.left = true
        else if (interrupts === 1) this.#shell.voice.say('Ctrl-C again, Ctrl-D or \\q leaves.')
        if (this.#shell.left && !(await this.#mayLeave())) this.#shell.left = false
      }
    } finally {
      this.#schema?.close()
      this.#editor.close()
    }
  }

  async #do(text: string): Promise<void> {
    const done = await this.#shell.run(text)
    if (/\buse\b/i.test(text)) await this.#shell.attempt(() => this.#shell.session.follow())
    if (changesNames.test(text)) this.#schema?.stale()
    if (!done && this.#shell.session.lost) await this.#offerConnection()
  }

  async #wordsFor(text: string): Promise<Commands> {
    return {
      list: Object.values(groups).flat(),
      parameters: this.#shell.state.parameters.keys(),
      connections: /\\c(?:onnect)?\s/.test(text) ? await this.#connections() : [],
    }
  }

  /** What is so now, after whatever was run: the prompt and what completes go by it. */
  async #look(): Promise<void> {
    const { session } = this.#shell
    if (session.lost) {
      this.#state = 'lost'
      return
    }
    await this.#shell.attempt(async () => {
      const connection = await session.get()
      const source = await session.schemaSource()
      this.#dialect = connection.dialect
      this.#state = await connection.transactionState()
      if (this.#schema?.queries !== source || this.#schema.schema !== session.moved) {
        this.#schema?.close()
        this.#schema = new SchemaCache(source, session.moved)
        this.#schema.stale()
      }
    })
  }

  /** An open transaction would be rolled back: that is asked. */
  async #mayLeave(): Promise<boolean> {
    await this.#look()
    if (this.#state === 'none' || this.#state === 'lost') return true
    const answer = await this.#ask('A transaction is open, and would be rolled back. Leave? [y/N] ')
    return answer.type === 'end' || (answer.type === 'text' && /^\s*y/i.test(answer.text))
  }

  async #offerConnection(): Promise<void> {
    const answer = await this.#ask('What was open in the session is gone. Connect again? [Y/n] ')
    if (answer.type === 'end') this.#shell.left = true
    else if (answer.type === 'text' && !/^\s*n/i.test(answer.text)) await this.#shell.run('\\c')
  }

  async #ask(question: string): Promise<Input> {
    this.#question = question
    const answer = await this.#editor.read('', { remember: false })
    this.#question = undefined
    return answer
  }
}

/** What may have made, changed or removed a table. */
const changesNames = /\b(?:create|alter|drop|rename|attach|detach|rollback|call)\b/i
