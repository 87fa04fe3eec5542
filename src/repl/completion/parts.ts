import type { Cursor } from './cursor.js'
import { isMark, type Word } from './word.js'

/**
 * A part of a statement that has tables of its own: the statement, what stands in parentheses, or
 * one side of a UNION.
 */
export interface Part {
  /** The one that it is within. */
  readonly outer: Part | undefined
}

/** A statement's words, each with the part that it is in. */
export interface Parts {
  readonly words: readonly Word[]
  /** The part of each word. Parentheses are in the part that they are opened in. */
  readonly of: readonly Part[]
  /** The part that the cursor is in. */
  readonly atCursor: Part
}

const sides = new Set(['UNION', 'EXCEPT', 'INTERSECT'])

export function partsOf({ before, after }: Cursor): Parts {
  const words = [...before, ...after]
  const of: Part[] = []
  let part: Part = { outer: undefined }
  let atCursor = part
  words.forEach((word, index) => {
    if (isMark(word, ')')) part = part.outer ?? part
    if (sides.has(word.keyword)) part = { outer: part.outer }
    of.push(part)
    if (isMark(word, '(')) part = { outer: part }
    if (index === before.length - 1) atCursor = part
  })
  return { words, of, atCursor }
}

/** Whether what belongs to `part` can be named in `inner`. */
export function isWithin(inner: Part, part: Part): boolean {
  for (let at: Part | undefined = inner; at !== undefined; at = at.outer) {
    if (at === part) return true
  }
  return false
}

/** The index behind the parenthesis that closes the one at `index`. */
export function behindGroup({ words, of }: Parts, index: number): number {
  const part = of[index]
  for (let at = index + 1; at < words.length; at++) {
    if (isMark(words[at], ')') && of[at] === part) return at + 1
  }
  return words.length
}
