/** From an index of a text to another one: indexes count UTF-16 units. */
export type Motion = (text: string, at: number) => number

let segmenter: Intl.Segmenter | undefined

/** Made when it is first needed: to make one takes milliseconds. */
function graphemes(line: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  return segmenter.segment(line)
}

/** A character as people see it, and where it begins. */
export interface Character {
  readonly index: number
  readonly segment: string
}

/** Letters and ideographs that are characters by themselves, unless something else follows. */
const simple = ' -~\u00C0-\u02FF\u3041-\u3096\u30A1-\u30FA\u4E00-\u9FFF\uAC00-\uD7A3'
const runs = new RegExp(`([${simple}]+)(?![^${simple}])|[${simple}]?[^${simple}]+`, 'g')

/** Cuts a line into characters. The segmenter's time is quadratic, so it gets only what needs it. */
export function charactersOf(line: string): Character[] {
  const characters: Character[] = []
  for (const { 0: run, 1: alone, index: start } of line.matchAll(runs)) {
    if (alone === undefined) {
      for (const { index, segment } of graphemes(run)) {
        characters.push({ index: start + index, segment })
      }
    } else {
      for (let at = 0; at < run.length; at++) {
        characters.push({ index: start + at, segment: run[at] as string })
      }
    }
  }
  return characters
}

export const previousCharacter: Motion = (text, at) => {
  if (at === 0 || text[at - 1] === '\n') return Math.max(0, at - 1)
  const start = lineStart(text, at)
  const line = text.slice(start, at)
  return start + (graphemes(line).containing(line.length - 1)?.index ?? 0)
}

export const nextCharacter: Motion = (text, at) => {
  if (at === text.length || text[at] === '\n') return Math.min(text.length, at + 1)
  const line = text.slice(at, lineEnd(text, at))
  return at + (graphemes(line).containing(0)?.segment.length ?? 1)
}

export const lineStart: Motion = (text, at) => (at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1)

export const lineEnd: Motion = (text, at) => {
  const end = text.indexOf('\n', at)
  return end === -1 ? text.length : end
}

/** An underscore belongs to a word: names have it. */
const wordCharacter = /[\p{L}\p{M}\p{N}_]/u
const visibleCharacter = /\S/

export const wordStart: Motion = (text, at) =>
  back(text, back(text, at, wordCharacter, false), wordCharacter, true)

export const wordEnd: Motion = (text, at) =>
  on(text, on(text, at, wordCharacter, false), wordCharacter, true)

/** The start of what blanks part from the rest. */
export const blankWordStart: Motion = (text, at) =>
  back(text, back(text, at, visibleCharacter, false), visibleCharacter, true)

/** The end of the line; at the end, of the line's break. */
export const restOfLine: Motion = (text, at) => Math.max(lineEnd(text, at), nextBreak(text, at))

/** The start of the line; at the start, of the break before it. */
export const startOfLine: Motion = (text, at) =>
  lineStart(text, at) === at ? Math.max(0, at - 1) : lineStart(text, at)

function nextBreak(text: string, at: number): number {
  return text[at] === '\n' ? at + 1 : 0
}

function back(text: string, at: number, kind: RegExp, wanted: boolean): number {
  let start = at
  while (start > 0) {
    const low = text.charCodeAt(start - 1)
    const length = low >= 0xdc00 && low <= 0xdfff && start > 1 ? 2 : 1
    if (kind.test(text.slice(start - length, start)) !== wanted) break
    start -= length
  }
  return start
}

function on(text: string, at: number, kind: RegExp, wanted: boolean): number {
  let end = at
  while (end < text.length) {
    const character = String.fromCodePoint(text.codePointAt(end) as number)
    if (kind.test(character) !== wanted) break
    end += character.length
  }
  return end
}
