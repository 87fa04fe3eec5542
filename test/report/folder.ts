import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newFolder } from '../cli/process/folder.js'
import { type Run, records } from '../cli/records.js'

export interface ReportFolder {
  readonly path: string
  file(name: string): string
  /** Runs `records <words> report.yml <more>` on the database. */
  records(verb: 'run' | 'check', words?: readonly string[]): Promise<Run>
}

/** A new folder with a report in it, `report.yml`, of a database, and a state folder of its own. */
export function reportFolder(
  definition: string,
  url = 'demo:',
  files: Readonly<Record<string, string>> = {},
): ReportFolder {
  const path = newFolder()
  const file = (name: string): string => join(path, name)
  for (const [name, text] of Object.entries({ 'report.yml': definition, ...files })) {
    writeFileSync(file(name), text)
  }
  const env = { DATABASE_URL: url, HOME: newFolder() }
  return {
    path,
    file,
    records: (verb, words = []) => records([verb, file('report.yml'), ...words], { env }),
  }
}
