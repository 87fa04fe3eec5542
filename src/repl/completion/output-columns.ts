import { behindGroup, type Part, type Parts } from './parts.js'
import { isMark, isNameLike, type Word } from './word.js'

/**
 * The names of the columns that a query in parentheses gives, as far as they can be told from its
 * text; `all` tells what `*` stands for in a part.
 */
export function outputColumns(
  parts: Parts,
  parenthesis: number,
  all: (part: Part) => readonly string[],
): readonly string[] {
  const { words, of } = parts
  const end = behindGroup(parts, parenthesis) - 1
  const select = words.findIndex(
    ({ keyword }, index) => index > parenthesis && keyword === 'SELECT',
  )
  const part = of[select]
  if (part === undefined || select > end) return []
  const columns: string[] = []
  let item: Word[] = []
  for (let index = select + 1; index <= end; index++) {
    const word = words[index]
    const own = of[index] === part
    if (index === end || (own && isItemEnd(word))) {
      columns.push(...namesOf(item, () => all(part)))
      item = []
    } else if (own && word !== undefined) item.push(word)
    if (own && word?.keyword === 'FROM') break
  }
  return columns
}

function isItemEnd(word: Word | undefined): boolean {
  return isMark(word, ',') || word?.keyword === 'FROM'
}

/** `a`, `t.a`, `… as a` and `*`; of `t.*` too all that there is. */
function namesOf(item: readonly Word[], all: () => readonly string[]): readonly string[] {
  const last = item.at(-1)
  if (last === undefined) return []
  if (last.text === '*') return item.length === 1 || item.at(-2)?.text === '.' ? all() : []
  return isNameLike(last) && last.keyword !== 'END' ? [last.text] : []
}
