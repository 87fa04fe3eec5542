import { join } from 'node:path'
import { inject } from 'vitest'

/** The command as `npm run build` makes it. */
export function commandFile(): string {
  return join(inject('built'), 'bin/records.js')
}

/** The library as `npm run build` makes it. */
export function libraryFile(): string {
  return join(inject('built'), 'src/index.js')
}
