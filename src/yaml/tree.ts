import {
  EVENT_ID,
  type Event,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
  YAMLException,
} from 'js-yaml'
import { YamlProblem } from './problem.js'

/** A node of a YAML document. */
export type YamlNode = YamlText | YamlMapping | YamlList

/** The text as it was written: `0123` stays what it is. */
export interface YamlText {
  readonly kind: 'text'
  readonly text: string
  /** Whether it stands without quotes. */
  readonly plain: boolean
}

export interface YamlMapping {
  readonly kind: 'mapping'
  readonly entries: readonly YamlEntry[]
}

export interface YamlList {
  readonly kind: 'list'
  readonly items: readonly YamlItem[]
}

export interface YamlItem {
  /** Counted from 1. */
  readonly line: number
  readonly value: YamlNode
}

export interface YamlEntry {
  readonly key: string
  /** The key's, counted from 1. */
  readonly line: number
  readonly value: YamlNode
}

/** The first document of the text; undefined where there is none. Throws a {@link YamlProblem}. */
export function yamlTree(text: string): YamlNode | undefined {
  const events = parsed(text)
  return events.length === 0 ? undefined : new Reader(text, events).node()
}

function parsed(text: string): Event[] {
  try {
    return parseEvents(text, {})
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    // Without the cause, which holds the whole text.
    const reason = error.reason.replace(/"[^"]*"/g, '…')
    throw new YamlProblem((error.mark?.line ?? 0) + 1, reason)
  }
}

class Reader {
  readonly #text: string
  readonly #events: readonly Event[]
  /** The first event is the document's own. */
  #at = 1
  #line = 1

  constructor(text: string, events: readonly Event[]) {
    this.#text = text
    this.#events = events
  }

  node(): YamlNode {
    const event = this.#events[this.#at++] as Event
    this.#refuseSigils(event)
    switch (event.type) {
      case EVENT_ID.SCALAR:
        return {
          kind: 'text',
          text: getScalarValue(this.#text, event),
          plain: (event as { style?: number }).style === SCALAR_STYLE.PLAIN,
        }
      case EVENT_ID.MAPPING:
        return { kind: 'mapping', entries: this.#entries() }
      default:
        return { kind: 'list', items: this.#items() }
    }
  }

  #items(): YamlItem[] {
    const items: YamlItem[] = []
    while (!this.#ended()) {
      items.push({ line: this.#lineOf(this.#events[this.#at] as Event), value: this.node() })
    }
    return items
  }

  #entries(): YamlEntry[] {
    const entries: YamlEntry[] = []
    while (!this.#ended()) {
      const line = this.#lineOf(this.#events[this.#at] as Event)
      const key = this.node()
      if (key.kind !== 'text') throw new YamlProblem(line, 'a key is not text')
      if (entries.some((entry) => entry.key === key.text)) {
        throw new YamlProblem(line, `${key.text} is there twice`)
      }
      entries.push({ key: key.text, line, value: this.node() })
    }
    return entries
  }

  /** Goes past the end of a mapping or a list, where it is. */
  #ended(): boolean {
    if (this.#events[this.#at]?.type !== EVENT_ID.POP) return false
    this.#at++
    return true
  }

  /** A password that was meant as text would be taken for an alias, an anchor or a tag. */
  #refuseSigils(event: Event): void {
    const { anchorStart = -1, tagStart = -1 } = event as { anchorStart?: number; tagStart?: number }
    const start = Math.max(anchorStart, tagStart)
    if (start < 0) return
    throw new YamlProblem(this.#lineAt(start), 'what begins with &, * or ! needs quotes')
  }

  #lineOf(event: Event): number {
    const { valueStart, start } = event as { valueStart?: number; start?: number }
    return this.#lineAt(valueStart ?? start ?? -1)
  }

  #lineAt(offset: number): number {
    if (offset >= 0) this.#line = this.#text.slice(0, offset).split('\n').length
    return this.#line
  }
}
