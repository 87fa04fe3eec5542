import type { Dialect } from '../../core/dialect.js'
import { behindGroup, type Part, type Parts } from './parts.js'
import { wordsOf } from './vocabulary/index.js'
import { isMark, isNameLike, type Word } from './word.js'

/** Where a statement names a table. */
export interface TableUse {
  /** `schema`, `table`; empty of a query in parentheses. */
  readonly path: readonly string[]
  readonly alias: string | undefined
  readonly part: Part
  /** Of a query, the index of its parenthesis. */
  readonly query?: number
}

/** What stands before a table's name, and what may stand between. */
const opening = new Set('FROM JOIN INTO UPDATE TABLE USING'.split(' '))
const between = new Set('ONLY LATERAL TABLE IF NOT EXISTS IGNORE'.split(' '))
/** No alias, though not reserved everywhere. */
const noAlias = new Set('SET VALUES VALUE CROSS FULL WINDOW USE WITH'.split(' '))

export function usesOfTables(parts: Parts, dialect: Dialect): TableUse[] {
  const { words, of } = parts
  const { reserved } = wordsOf(dialect.name)
  const isReserved = ({ type, keyword }: Word) =>
    type === 'word' && reserved.has(keyword.toLowerCase())
  const canBeName = (word: Word | undefined): word is Word => isNameLike(word) && !isReserved(word)
  const found: TableUse[] = []
  const lists = new Set<Part>()
  const makesIndex = words.slice(0, 3).some(({ keyword }) => keyword === 'INDEX')
  let expected = false

  const aliasAt = (index: number): string | undefined => {
    const word = words[words[index]?.keyword === 'AS' ? index + 1 : index]
    return canBeName(word) && !noAlias.has(word.keyword) ? word.text : undefined
  }

  for (let index = 0; index < words.length; index++) {
    const word = words[index] as Word
    const part = of[index] as Part
    if (opening.has(word.keyword) || (makesIndex && word.keyword === 'ON')) {
      expected = true
      if (word.keyword === 'FROM') lists.add(part)
    } else if (isMark(word, ',') && lists.has(part)) {
      expected = true
    } else if (expected && isMark(word, '(')) {
      const alias = aliasAt(behindGroup(parts, index))
      // Else it is the columns of a JOIN … USING.
      if (alias !== undefined) found.push({ path: [], alias, part, query: index })
      expected = false
    } else if (expected && canBeName(word)) {
      const path = pathAt(words, index)
      index += path.length * 2 - 2
      found.push({ path, alias: aliasAt(index + 1), part })
      expected = false
    } else if (isReserved(word) && !between.has(word.keyword)) {
      lists.delete(part)
      expected = false
    }
  }
  return found
}

/** `a.b.c`. */
function pathAt(words: readonly Word[], from: number): string[] {
  const path = [words[from]?.text ?? '']
  for (let at = from + 1; isMark(words[at], '.') && isNameLike(words[at + 1]); at += 2) {
    path.push(words[at + 1]?.text ?? '')
  }
  return path
}
