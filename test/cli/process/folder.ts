import { mkdtempSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'

/** A new folder, gone after the test run. */
export function newFolder(): string {
  return mkdtempSync(join(inject('folder'), 'process-'))
}

/** The names of all that lies in a folder, hidden files too. */
export function namesIn(folder: string): string[] {
  return readdirSync(folder).sort()
}
