import type { DialectName } from '../../../core/table.js'
import { mysql } from './mysql.js'
import { postgresql } from './postgresql.js'
import { sqlite } from './sqlite.js'

/** The words of a language, in small letters, with white space between. */
export interface Vocabulary {
  /** What statements begin with. */
  readonly statements: string
  /** Keywords that stand for a name only in quotes. */
  readonly reserved: string
  /** The other keywords. */
  readonly keywords: string
  readonly types: string
  /** The functions that the database's catalog does not tell of, or too many of. */
  readonly functions: string
  /** Those that stand in the place of a table. */
  readonly tableFunctions: string
}

/** The words of a language, to be looked up. */
export interface Words {
  readonly statements: ReadonlySet<string>
  readonly reserved: ReadonlySet<string>
  /** All of them, reserved or not. */
  readonly keywords: ReadonlySet<string>
  readonly types: ReadonlySet<string>
  readonly functions: ReadonlySet<string>
  readonly tableFunctions: ReadonlySet<string>
}

const vocabularies: Readonly<Record<DialectName, Vocabulary>> = { sqlite, postgresql, mysql }
const known = new Map<DialectName, Words>()

/** The words of the language of that name, in small letters. */
export function wordsOf(name: DialectName): Words {
  let words = known.get(name)
  if (words === undefined) {
    const { statements, reserved, keywords, types, functions, tableFunctions } = vocabularies[name]
    words = {
      statements: setOf(statements),
      reserved: setOf(reserved),
      keywords: setOf(`${reserved} ${keywords} ${statements}`),
      types: setOf(types),
      functions: setOf(functions),
      tableFunctions: setOf(tableFunctions),
    }
    known.set(name, words)
  }
  return words
}

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/).filter(Boolean))
}
