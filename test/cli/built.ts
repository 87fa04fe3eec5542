import { fileURLToPath } from 'node:url'

/** The command as `npm run build` makes it. */
export function commandFile(): string {
  return fileURLToPath(new URL('../../dist/bin/records.js', import.meta.url))
}

/** The library as `npm run build` makes it. */
export function libraryFile(): string {
  return fileURLToPath(new URL('../../dist/src/index.js', import.meta.url))
}
