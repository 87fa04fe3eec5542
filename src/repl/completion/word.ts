import type { TokenType } from '../../sql/lexer.js'

/** A token of a statement. */
export interface Word {
  readonly type: TokenType
  /** A name without its quotes; of all else the text. */
  readonly text: string
  /** In capitals, of what is not in quotes; else ''. */
  readonly keyword: string
  readonly start: number
}

/** Whether it is that mark, and no name that reads like it. */
export function isMark(word: Word | undefined, mark: string): boolean {
  return word?.type === 'punctuation' && word.text === mark
}

export function isNameLike(word: Word | undefined): word is Word {
  return word?.type === 'word' || word?.type === 'name'
}
