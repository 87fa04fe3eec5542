import { type YamlNode, yamlTree } from '../yaml/tree.js'

/** Where something stands in a document: the keys and the numbers of items that lead there. */
export type Path = readonly (string | number)[]

/** A file of YAML as plain values, and the line on which each of them stands. */
export class Document {
  readonly #root: YamlNode | undefined

  /** Throws a {@link YamlProblem}. */
  constructor(text: string) {
    this.#root = yamlTree(text)
  }

  /**
   * Its values: true, false, null and whole numbers where they stand without quotes, text for all
   * else, so that no decimal loses a digit.
   */
  get value(): unknown {
    return this.#root === undefined ? undefined : plainOf(this.#root)
  }

  /** The line, counted from 1; of what is not there the line of what it would be in. */
  lineOf(path: Path): number {
    let node = this.#root
    let line = 1
    for (const step of path) {
      const found = node && stepInto(node, step)
      if (found === undefined) break
      line = found.line
      node = found.value
    }
    return line
  }
}

function stepInto(node: YamlNode, step: string | number) {
  switch (node.kind) {
    case 'mapping':
      return node.entries.find(({ key }) => key === String(step))
    case 'list':
      return node.items[Number(step)]
    default:
      return undefined
  }
}

function plainOf(node: YamlNode): unknown {
  switch (node.kind) {
    case 'mapping':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainOf(value)]))
    case 'list':
      return node.items.map(({ value }) => plainOf(value))
    default:
      return node.plain ? plainValue(node.text) : node.text
  }
}

const words: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['', null],
  ['~', null],
  ['null', null],
  ['true', true],
  ['false', false],
])

function plainValue(text: string): unknown {
  if (words.has(text)) return words.get(text)
  const number = Number(text)
  return /^-?\d+$/.test(text) && String(number) === text ? number : text
}
