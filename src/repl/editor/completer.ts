import type { Completions, EditorOptions } from './contract.js'
import type { TextBuffer } from './text-buffer.js'

/** Asks what could stand at the cursor; only the last question's answer counts. */
export class Completer {
  readonly #complete: NonNullable<EditorOptions['complete']>
  #asked = new AbortController()

  constructor(complete: NonNullable<EditorOptions['complete']>) {
    this.#complete = complete
  }

  /** Answers with nothing where there is nothing, or `cancel` was called meanwhile. */
  async ask({ text, cursor }: TextBuffer): Promise<Completions | undefined> {
    this.cancel()
    this.#asked = new AbortController()
    const { signal } = this.#asked
    try {
      const found = await this.#complete(text, cursor, signal)
      return signal.aborted || found.items.length === 0 ? undefined : found
    } catch {
      return undefined
    }
  }

  cancel(): void {
    this.#asked.abort()
  }
}

/**
 * Types what there is no choice about: the one completion, or what all of them begin with. Answers
 * whether something was typed.
 */
export function completeCommon(buffer: TextBuffer, { start, items }: Completions): boolean {
  const typed = buffer.text.slice(start, buffer.cursor)
  const common = items.map(({ text }) => text).reduce(commonStart)
  const goesOn = common.length > typed.length && startsWith(common, typed)
  if (items.length > 1 && !goesOn) return false
  buffer.replace(start, buffer.cursor, common)
  return true
}

function startsWith(text: string, start: string): boolean {
  return text.toLowerCase().startsWith(start.toLowerCase())
}

/** Never half a surrogate pair. */
function commonStart(one: string, other: string): string {
  let length = 0
  while (length < one.length && one[length] === other[length]) length++
  return one.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')
}
