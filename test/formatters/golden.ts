import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'

/**
 * Compares with the file in test/golden, byte for byte. `UPDATE_GOLDEN=1` writes the file instead:
 * look at what changed before you keep it.
 */
export function expectGolden(file: string, text: string): void {
  const path = fileURLToPath(new URL(`../golden/${file}`, import.meta.url))
  if (process.env.UPDATE_GOLDEN) writeFileSync(path, text)
  expect(text).toBe(readFileSync(path, 'utf8'))
}
