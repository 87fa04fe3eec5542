import type { JsonText } from '../../src/core/data-table.js'
import { unreadable } from '../../src/core/unreadable.js'
import { Mapping, NumberText } from './schema.js'

/** js-yaml takes a depth of 100; aliases make more of it. */
const deepest = 1000

/**
 * Writes values of YAML as JSON. An alias stands for all that its anchor holds, so that a few lines
 * may stand for more than any memory holds: how much is written in all is bounded.
 */
export class JsonWriter {
  #left: number

  /** `inputLength` in characters: a hundred times as much may be written. */
  constructor(inputLength: number) {
    this.#left = inputLength * 100 + 1_000_000
  }

  /** The value as a cell, where numbers that JSON does not know are bare. */
  text(value: unknown): JsonText {
    return value instanceof NumberText ? this.#counted(value.text) : this.#json(value, 0)
  }

  #json(value: unknown, depth: number): string {
    if (depth > deepest) throw tooMuch('its aliases nest too deep, or hold themselves')
    if (Array.isArray(value)) {
      const items = value.map((item) => this.#json(item, depth + 1))
      return `${this.#counted('[')}${items.join(', ')}]`
    }
    if (value instanceof Mapping) {
      const members = Array.from(value, ([name, inner]) => {
        return `${this.#counted(JSON.stringify(name))}: ${this.#json(inner, depth + 1)}`
      })
      return `${this.#counted('{')}${members.join(', ')}}`
    }
    return this.#counted(scalarJson(value))
  }

  #counted(json: string): string {
    this.#left -= json.length
    if (this.#left < 0) throw tooMuch('its aliases stand for more than a hundred times its text')
    return json
  }
}

function tooMuch(problem: string): Error {
  return unreadable('yaml', problem, { hint: 'Write out what the aliases stand for.' })
}

function scalarJson(value: unknown): string {
  if (!(value instanceof NumberText)) return JSON.stringify(value)
  return /[NI]/.test(value.text) ? `"${value.text}"` : value.text
}
