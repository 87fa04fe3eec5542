import type { TransactionState } from '../core/driver.js'

const marks = { none: '', open: '*', failed: '!', lost: '?' }

/** What stands before a line: the database, and what is open; or that the connection is lost. */
export function promptFor(name: string, state: TransactionState | 'lost', line: number): string {
  return line === 0 ? `${name}=${marks[state]}> ` : `${name}-${marks[state]}> `
}
