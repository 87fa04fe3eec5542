/** Whether the reader is there; its absence is said, and in CI it is an error. */
export function present(reader: string, found: boolean): boolean {
  if (found) return true
  if (process.env.CI) throw new Error(`there is no ${reader}, and CI must have it`)
  console.warn(`There is no ${reader}; its tests are skipped.`)
  return false
}
