import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RecordsError } from '../../core/errors.js'

type Environment = Readonly<Record<string, string | undefined>>

/** The text, or that of a file, as the person leaves it in their editor. */
export async function edited(
  text: string,
  file: string | undefined,
  environment: Environment,
): Promise<string> {
  if (file !== undefined) return await inEditor(file, environment)
  const folder = await mkdtemp(join(tmpdir(), 'records-'))
  try {
    const path = join(folder, 'statement.sql')
    await writeFile(path, text === '' ? '' : `${text};\n`, { mode: 0o600 })
    return await inEditor(path, environment)
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function inEditor(path: string, { VISUAL, EDITOR }: Environment): Promise<string> {
  const editor = VISUAL || EDITOR || 'vi'
  // Its words are for the shell; the path is one, whatever it holds.
  const child = spawn('sh', ['-c', `${editor} "$0"`, path], { stdio: 'inherit' })
  const [status] = await once(child, 'close')
  if (status === 0) return await readFile(path, 'utf8')
  throw new RecordsError('usage', `the editor ended with the status ${status}: ${editor}`, {
    hint: 'The environment variable EDITOR says which one to start.',
  })
}
