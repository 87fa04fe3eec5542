import type { Screen } from './pager.js'

/** Where the shell speaks. */
export interface Voice {
  readonly screen: Screen
  /** Text that was asked for. */
  print(text: string): void
  /** A line to the person, which is no result: on stderr. */
  say(line: string): void
  /** An error, in the words of the command line. */
  tell(error: unknown): void
}
