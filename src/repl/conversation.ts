import type { Dialect } from '../core/dialect.js'
import type { TransactionState } from '../core/driver.js'
import { groups } from './commands/index.js'
import { completeWithFiles } from './completion/complete.js'
import { SchemaCache } from './completion/schema-cache.js'
import { Editor, type EditorOptions } from './editor/editor.js'
import { highlight, usualPalette } from './highlight.js'
import { isComplete } from './input.js'
import { promptFor } from './prompt.js'
import type { Shell } from './shell.js'

export interface Place extends Pick<EditorOptions, 'input' | 'output' | 'history'> {
  readonly colours: boolean
  /** The names of connections, as `\\c` takes them. */
  readonly connections: readonly string[]
}

/** What is typed at a terminal and what comes of it, turn by turn. */
export class Conversation {
  readonly #shell: Shell
  readonly #editor: Editor
  readonly #connections: readonly string[]
  #dialect: Dialect | undefined
  #schema: SchemaCache | undefined
  #transaction: TransactionState = 'none'
  /** A question is open, whose answer is a line. */
  #asking = false

  constructor(shell: Shell, { colours, connections, ...place }: Place) {
    this.#shell = shell
    this.#connections = connections
    this.#editor = new Editor({
      ...place,
      prompt: (line) => promptFor(shell.name, this.#transaction, line),
      isFinished: (text) =>
        this.#asking || this.#dialect === undefined || isComplete(text, this.#dialect),
      ...(colours && {
        highlight: (text) => (this.#dialect ? highlight(text, this.#dialect, usualPalette) : text),
      }),
      complete: async (text, cursor, signal) =>
        this.#dialect && this.#schema
          ? await completeWithFiles(text, cursor, this.#schema, this.#dialect, this.#words, signal)
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
    await this.#shell.run(text)
    if (changesNames.test(text)) this.#schema?.stale()
  }

  get #words() {
    return {
      list: Object.values(groups).flat(),
      parameters: this.#shell.state.parameters.keys(),
      connections: this.#connections,
    }
  }

  /** What is so now, after whatever was run: the prompt and what completes go by it. */
  async #look(): Promise<void> {
    await this.#shell.attempt(async () => {
      const connection = await this.#shell.connection()
      const source = await this.#shell.schemaSource()
      this.#dialect = connection.dialect
      this.#transaction = await connection.transactionState()
      if (this.#schema?.queries !== source) {
        this.#schema?.close()
        this.#schema = new SchemaCache(source)
        this.#schema.stale()
      }
    })
  }

  /** An open transaction would be rolled back: that is asked. */
  async #mayLeave(): Promise<boolean> {
    await this.#look()
    if (this.#transaction === 'none') return true
    this.#shell.voice.say('A transaction is open, and would be rolled back. Leave? (y/N)')
    this.#asking = true
    const answer = await this.#editor.read()
    this.#asking = false
    return answer.type === 'end' || (answer.type === 'text' && /^y/i.test(answer.text.trim()))
  }
}

/** What may have made, changed or removed a table. */
const changesNames = /\b(?:create|alter|drop|rename|attach|detach|rollback|call)\b/i
