import { stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { maskedUrl } from '../connection-url.js'
import { RecordsError } from '../core/errors.js'
import { configFolder, home } from '../user-folders.js'
import { YamlProblem } from '../yaml/problem.js'
import { type ConfigFile, type Definition, definitions } from './definition.js'
import { type FileText, readFileText, refuseReadable, refuseWritable } from './private-file.js'
import { type Environment, withoutVariables } from './template.js'

/** The connections of the user's own file, `$XDG_CONFIG_HOME/records/config.yml`. */
export async function ownDefinitions(environment: Environment): Promise<Definition[]> {
  const path = ownPath(environment)
  const found = await readFileText(path)
  return found === undefined ? [] : await read({ path, own: true }, found)
}

export function ownPath(environment: Environment): string {
  return join(configFolder(environment), 'config.yml')
}

/** A path as a config file has it: `~/` is the user's home, and others begin at the file's folder. */
export function pathIn({ path: file }: ConfigFile, path: string, environment: Environment): string {
  return path.startsWith('~/')
    ? join(home(environment), path.slice(2))
    : resolve(dirname(file), path)
}

/** The connections of the first `.records.yml` that the working folder or one above it has. */
export async function projectDefinitions(): Promise<Definition[]> {
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    const path = join(folder, '.records.yml')
    const found = await readFileText(path)
    if (found !== undefined) {
      await refuseForeign(path, found)
      return await read({ path, own: false }, found)
    }
    if (folder === dirname(folder)) return []
  }
}

/** In a folder that everybody may write to, such as /tmp, anybody could lay a file for others. */
async function refuseForeign(path: string, { owner }: FileText): Promise<void> {
  const trusted = [process.getuid?.() ?? owner, 0, (await stat(process.cwd())).uid]
  if (trusted.includes(owner)) return
  throw new RecordsError('usage', `${path} belongs to another user, and is not read`)
}

async function read(file: ConfigFile, found: FileText): Promise<Definition[]> {
  const { yamlTree } = await import('../yaml/tree.js')
  try {
    const all = definitions(yamlTree(found.text), file)
    if (all.some(holdsPassword)) refuseReadable(file.path, found)
    if (all.some(({ password }) => password?.from === 'command')) refuseWritable(file.path, found)
    return all
  } catch (error) {
    if (!(error instanceof YamlProblem)) throw error
    const { line, message, hint } = error
    throw new RecordsError('usage', `${file.path}:${line}: ${message}`, { hint })
  }
}

/** Whether a password stands in the file itself. */
function holdsPassword({ url, password }: Definition): boolean {
  const plain = withoutVariables(url)
  const inText = password?.from === 'text' && withoutVariables(password.value) !== ''
  return inText || maskedUrl(plain) !== plain
}
