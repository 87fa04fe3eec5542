import { compressed } from './compression.js'
import { fileOutput, type Guard } from './file.js'
import type { Output } from './output.js'

/** The file of a report, as {@link fileOutput} makes it; compressed where its
 * name ends in `.gz` or `.zst`. */
export async function reportFile(path: string, guard?: Guard): Promise<Output> {
  const file = await fileOutput(path, guard)
  return compressed(path, file)
}
