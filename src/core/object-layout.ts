import type { RowLayout } from './row-writer.js'

interface Brackets {
  readonly open: string
  readonly between: string
  readonly close: string
  /** A row without columns. */
  readonly empty: string
}

/** What stands around the cells of rows as objects: brackets, and their keys, each with its colon. */
export function objectLayout(
  keys: readonly string[],
  { open, between, close, empty }: Brackets,
): Pick<RowLayout, 'before' | 'end'> {
  return {
    before: keys.map((key, index) => `${index === 0 ? open : between}${key}`),
    end: keys.length === 0 ? empty : close,
  }
}
