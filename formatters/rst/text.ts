import { isPlain } from '../../src/core/plain-words.js'
import { visible } from '../../src/core/visible.js'

/**
 * What Docutils takes for something else than text: it makes blanks of a tab, drops byte order
 * marks, and ends a line at U+2028 and U+2029 too, as Python does. The rest is what has no place in a
 * document.
 */
export const rstControls: RegExp =
  /(?![\n\r])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u2028\u2029\uFEFF]/gu

/** A cell behind its mark. A text of several lines is a line block, which keeps them. */
export function cell(mark: string, text: string): string {
  const indent = ' '.repeat(mark.length + 1)
  if (isPlain(text)) return `${mark} ${folded(text, indent)}\n`
  const lines = text.split(/\r\n|\r|\n/)
  if (lines.length === 1) return marked(mark, indent, text)
  const block = lines.map((text) => marked('|', `${indent}  `, text))
  return `${mark} ${block.join(indent)}`
}

/** The text on one line, wherever it ends. */
export function lineOfText(text: string): string {
  return line(text.replace(/[\r\n]+/g, ' '))
}

function marked(mark: string, indent: string, text: string): string {
  return text === '' ? `${mark}\n` : `${mark} ${folded(line(text), indent)}\n`
}

/**
 * Docutils refuses a document with a line of more than 10,000 characters (its `line_length_limit`):
 * backslashes before the end of a line and at the start of the next join the two.
 */
function folded(line: string, indent: string): string {
  if (line.length < 5000) return line
  return (line.match(/(?:\\?.){1,4000}/gsu) ?? []).join(`\\\n${indent}\\ `)
}

/**
 * A line that reads as nothing but text: inline markup is escaped, and so is what begins a block
 * (`- a`, `1. a`, `.. a`) or announces one (`a::`). A backslash before a blank is dropped with it,
 * and one at the end alone: between them white space at the ends is kept.
 */
function line(text: string): string {
  return visible(text, rstControls)
    .replace(inlineMarkup, '\\$&')
    .replace(blockStart, '\\')
    .replace(/^(?=\s|\\+$)/, '\\ ')
    .replace(/::$/, ':\\:')
    .replace(/\s$/, '$&\\')
}

/** A bullet, an option, a directive, a rule, … and the end of an enumerator; a number is none. */
const blockStart =
  /^(?!-[\d.]+$)(?=[!-/:-@[\]^{}~•‣⁃])|(?<=^(?:\d+|[a-z]|[ivxlcdm]+))(?=[.)](?:\s|$))/i

/** An underscore within a word refers to nothing. */
const inlineMarkup = /[\\`*|]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu
