import { RecordsError } from '../core/errors.js'

/** The words of a command's line. Quotes of either sort hold one together, doubled they are one. */
export function wordsOf(rest: string): string[] {
  const words: string[] = []
  const word = /\s*((?:'(?:[^']|'')*'|"(?:[^"]|"")*"|[^\s'"])+)/y
  while (word.lastIndex < rest.trimEnd().length) {
    const at = word.lastIndex
    const [, text] = word.exec(rest) ?? []
    if (text === undefined) throw openQuote(rest.slice(at).trim())
    words.push(unquoted(text))
  }
  return words
}

function unquoted(text: string): string {
  return text.replace(/'((?:[^']|'')*)'|"((?:[^"]|"")*)"/g, (_, single, double) =>
    single === undefined ? double.replaceAll('""', '"') : single.replaceAll("''", "'"),
  )
}

function openQuote(text: string): RecordsError {
  return new RecordsError('usage', `a quote is not closed: ${text}`)
}
