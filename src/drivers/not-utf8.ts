import type { InexactCell } from '../core/table.js'

/**
 * Tells of text that the database may not have as UTF-8: decoding puts U+FFFD in the place of what
 * is wrong, which cannot be told from a U+FFFD that was there before.
 */
export const notUtf8: InexactCell = (value) =>
  typeof value === 'string' && value.includes('\uFFFD')
    ? 'text with U+FFFD, which stands for what is not UTF-8'
    : undefined
