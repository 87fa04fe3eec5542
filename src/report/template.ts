import { RecordsError } from '../core/errors.js'
import { nearest } from '../core/nearest.js'
import { cellFormat } from '../core/presentation/cell-format.js'

type Texts = ReadonlyMap<string, string>

/**
 * The template with the text of each `{name}` in its place, of a date as a pattern after a colon has
 * it: `{month:mmmm yyyy}`; `{{` is a `{`. Throws a usage error for a name that has no text, for one
 * that the pattern is not for, and for a `{` that nothing closes.
 */
export function expandTitle(template: string, texts: Texts): string {
  return expand(template, texts, () => {})
}

/**
 * The same for the path of a file, with `/` between folders: the template alone says which folders,
 * and a text is part of a name in it.
 *
 * Throws a usage error, too, for a template that leads out of the folder it is seen from or to no
 * file, and for a text that cannot be part of a name, on whatever system.
 */
export function expandFileName(template: string, texts: Texts): string {
  checkTemplate(template)
  return expand(template, texts, (name, text, before) => {
    const fault = faultOf(text, /(?:^|\/)$/.test(before))
    if (fault === undefined) return
    const value = `the value of ${name}, ${JSON.stringify(text)},`
    throw new RecordsError('usage', `${value} cannot be part of a file name: ${fault}`)
  })
}

/** Sees to the text that takes the place of a name; `before` is what of the template precedes it. */
type Check = (name: string, text: string, before: string) => void

function expand(template: string, texts: Texts, check: Check): string {
  return template.replace(
    /\{\{|\{([^{}]*)\}|\{/g,
    (match, written: string | undefined, at: number) => {
      if (match === '{{') return '{'
      if (written === undefined) throw unclosed(template)
      const [, name = '', pattern] = /^([^:]*)(?::(.*))?$/s.exec(written) ?? []
      const plain = texts.get(name)
      if (plain === undefined) throw unknownName(name, template, texts)
      const text = pattern === undefined ? plain : patterned(name, plain, pattern)
      check(name, text, template.slice(0, at))
      return text
    },
  )
}

function patterned(name: string, text: string, pattern: string): string {
  const shown = cellFormat(pattern).shown(text)
  if (shown !== undefined) return shown
  throw new RecordsError('usage', `{${name}:${pattern}} cannot show ${JSON.stringify(text)}`)
}

function unclosed(template: string): RecordsError {
  return new RecordsError('usage', `a { is not closed in ${JSON.stringify(template)}`, {
    hint: 'A { itself is written {{.',
  })
}

function unknownName(name: string, template: string, texts: Texts): RecordsError {
  const near = nearest(name, texts.keys())
  const all = [...texts.keys()].map((each) => `{${each}}`).join(', ')
  const hint = near === undefined ? `There is ${all}.` : `Did you mean {${near}}?`
  return new RecordsError('usage', `there is no {${name}} for ${JSON.stringify(template)}`, {
    hint: texts.size === 0 ? 'The report has no parameters. A { itself is written {{.' : hint,
  })
}

/** Lone surrogates are among them: a file system would make all of them the same character. */
const controls = /[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}]/u

/** Why a text cannot be part of a name. `:` is of drives and hidden streams on Windows. */
function faultOf(text: string, beginsName: boolean): string | undefined {
  const separator = /[/\\:]/.exec(text)?.[0]
  if (separator !== undefined) return `it has a ${separator}`
  if (controls.test(text)) return 'it has a control character'
  if (text.trim() === '') return 'it is empty'
  if (/^[.\s]+$/.test(text)) return 'it is nothing but dots'
  if (beginsName && text.startsWith('.')) return 'it begins with a dot'
  return undefined
}

const toFolder = 'Say where files are written with folder.'

/** What a template must not be, and what to do instead. */
const templateFaults: readonly { fault: RegExp; why: string; hint: string }[] = [
  { fault: controls, why: 'has a control character', hint: 'Leave it out.' },
  { fault: /^(?:\/|[a-z]:)/i, why: 'is an absolute path', hint: toFolder },
  { fault: /:/, why: 'has a :', hint: 'Not every system allows it in a name.' },
  { fault: /\\/, why: 'has a \\', hint: 'Folders are separated by /.' },
  { fault: /(?:^|\/)\s*\.\.\s*(?:\/|$)/, why: 'leads out of its folder', hint: toFolder },
  { fault: /(?:^|\/)\s*\.?\s*$/, why: 'names no file', hint: 'End it with a name: sales.xlsx.' },
]

function checkTemplate(template: string): void {
  for (const { fault, why, hint } of templateFaults) {
    if (!fault.test(template)) continue
    throw new RecordsError('usage', `the file name ${JSON.stringify(template)} ${why}`, { hint })
  }
}
