import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/** The user's home. */
export function home({ HOME }: Environment): string {
  return HOME || homedir()
}

/** Where the user's settings are (XDG Base Directory Specification). */
export function configFolder(environment: Environment): string {
  return join(chosen(environment.XDG_CONFIG_HOME) ?? join(home(environment), '.config'), 'records')
}

/** Where a program keeps what is the user's but no setting. */
export function stateFolder(environment: Environment): string {
  const usual = join(home(environment), '.local', 'state')
  return join(chosen(environment.XDG_STATE_HOME) ?? usual, 'records')
}

/** Relative paths are to be ignored, by that specification. */
function chosen(folder: string | undefined): string | undefined {
  return folder !== undefined && isAbsolute(folder) ? folder : undefined
}
