import { uniqueNames } from '../src/core/column.js'
import type { Dataset } from '../src/core/dataset.js'
import type { BookFormat, Notify } from '../src/core/formatter.js'
import type { Spelling } from '../src/core/representation.js'
import type { Sink } from '../src/core/sink.js'
import { objectWriter } from './json.js'

const options = {} as const

/**
 * A sequence of a flow mapping a row; several datasets are several documents. Loads to the same
 * values in readers of YAML 1.1 and 1.2: what either would take for something else is quoted.
 */
const yaml: BookFormat<typeof options> = {
  name: 'yaml',
  aliases: ['yml'],
  extensions: ['yaml', 'yml'],
  summary: 'a sequence of mappings, a row a line',
  content: 'text',
  tables: 'many',
  options,
  async write(book, sink, _options, notify) {
    const { dump } = await import('js-yaml')
    const options = {
      forceQuotes: true,
      quoteStyle: 'double',
      lineWidth: -1,
      flowLevel: 0,
    } as const
    const inner = (piece: string) => dump(piece, options).trimEnd().slice(1, -1)
    const spelling = yamlSpelling((text) => `"${text.match(pieces)?.map(inner).join('')}"`)
    let separator = ''
    for await (const dataset of book) {
      await sink.write(separator)
      await writeDocument(dataset, sink, spelling, notify)
      separator = '---\n'
    }
  },
}

export default yaml

async function writeDocument(
  { columns, batches }: Dataset,
  sink: Sink,
  spelling: Spelling,
  notify: Notify,
): Promise<void> {
  const mapping = objectWriter(columns, uniqueNames(columns, notify), spelling, {
    key: (name) => yamlKey(spelling.string(name)),
    open: '- {',
    between: ', ',
    close: '}\n',
    empty: '- {}\n',
  })
  let empty = true
  for await (const batch of batches) {
    if (batch.length === 0) continue
    await sink.write(batch.map(mapping).join(''))
    empty = false
  }
  if (empty) await sink.write('[]\n')
}

/** Of a text of millions of characters js-yaml overflows the stack. */
const pieces = /.{1,10000}/gsu

/** `quote` writes any text as a double-quoted scalar, escapes and all. */
function yamlSpelling(quote: (text: string) => string): Spelling {
  const spelling: Spelling = {
    null: 'null',
    boolean: String,
    integer: (digits) => (fitsIn64Bits(digits) ? digits : `"${digits}"`),
    float: (text) => inRange(text, yamlFloat(text)),
    decimal: (text) => (text.includes('.') ? inRange(text, text) : spelling.integer(text)),
    special: (name) => ({ NaN: '.nan', Infinity: '.inf', '-Infinity': '-.inf' })[name],
    string(text) {
      if (!notPlain.test(text) && !reserved.test(text)) return text
      return notQuotable.test(text) ? quote(text.toWellFormed()) : `"${text}"`
    },
    json: (text) => jsonToYaml(text, spelling),
    array: (items) => `[${items.join(', ')}]`,
  }
  return spelling
}

/** A key of more than 1,024 characters must be marked as one (YAML 1.2, 7.4.3). */
function yamlKey(scalar: string): string {
  return scalar.length > 1000 ? `? ${scalar} : ` : `${scalar}: `
}

/**
 * Plain text begins with a letter and holds nothing that means something inside a flow mapping.
 * What it must not be is searched for: a match of the whole overflows the stack of a long text.
 */
const notPlain = /^(?!\p{L})|[^\p{L}\p{N}_./()+@%' -]| (?![\p{L}\p{N}_/(+])/u

/** The words that YAML 1.1 or 1.2 takes for a boolean or null. */
const reserved = /^(?:y|n|yes|no|on|off|true|false|null)$/i

/** What a double-quoted scalar may hold only as an escape, and some more. */
const notQuotable = /[^\x20\x21\x23-\x5b\x5d-\x7e\p{L}\p{N}]/u

/** A point and a signed exponent, without which a reader of YAML 1.1 sees text. */
function yamlFloat(text: string): string {
  const [mantissa = '', exponent] = text.toLowerCase().split('e')
  const pointed = mantissa.includes('.') ? mantissa : `${mantissa}.0`
  if (exponent === undefined) return pointed
  return `${pointed}e${/^[+-]/.test(exponent) ? '' : '+'}${exponent}`
}

/** Of a number beyond a double's range one reader makes an infinity, and another text. */
function inRange(text: string, number: string): string {
  return Number.isFinite(Number(text)) ? number : `"${text}"`
}

function fitsIn64Bits(digits: string): boolean {
  if (digits.length < 19) return true
  const value = BigInt(digits)
  return value >= -(2n ** 63n) && value < 2n ** 64n
}

/** A key (a string and its colon), a string, a number, a word, or one of `[]{},`. */
const jsonToken = /".*?(?<!\\)(?:\\\\)*"(?:\s*:)?|-?\d[\d.eE+-]*|[a-z]+|[[\]{},]/gs

/**
 * JSON in YAML's own words, token by token, so that no digit is lost. JSON that repeats a key, which
 * readers of YAML refuse (YAML 1.2, 3.2.1.1), stays text.
 */
function jsonToYaml(text: string, spelling: Spelling): string {
  const tokens = text.match(jsonToken) ?? []
  if (repeatsKey(tokens)) return spelling.string(text)
  return tokens.map((token) => yamlToken(token, spelling)).join('')
}

function repeatsKey(tokens: readonly string[]): boolean {
  const objects: Set<string>[] = []
  return tokens.some((token) => {
    if (token === '{') objects.push(new Set())
    if (token === '}') objects.pop()
    if (!token.endsWith(':')) return false
    const keys = objects.at(-1)
    const key = keyOf(token)
    if (keys?.has(key)) return true
    keys?.add(key)
    return false
  })
}

function keyOf(token: string): string {
  return JSON.parse(token.slice(0, -1))
}

function yamlToken(token: string, spelling: Spelling): string {
  if (token === ',') return ', '
  if (token.endsWith(':')) return yamlKey(spelling.string(keyOf(token)))
  if (token.startsWith('"')) return spelling.string(JSON.parse(token))
  if (!/^[-\d]/.test(token)) return token
  return /[.eE]/.test(token) ? spelling.float(token) : spelling.integer(token)
}
