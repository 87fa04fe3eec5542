import { closeSync, fsyncSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { Replacement, type Written } from './replacement.js'

/** Why nothing was replaced. */
export interface ReplacementFailure {
  /** Whose replacement failed. */
  readonly target: string
  /** The system's: `EPERM`. */
  readonly code: string | undefined
  readonly message: string
  /** What could not be put back, and the name under which is what was there, if anything was. */
  readonly left: readonly { readonly target: string; readonly kept: string | undefined }[]
}

/**
 * Replaces all of the files or none: what has been replaced when one fails is put back. Nothing
 * else of this process comes in between. Names appear one after another, a fraction of a
 * millisecond apart.
 */
export function replaceAll(files: readonly Written[]): ReplacementFailure | undefined {
  const replacements = files.map((file) => new Replacement(file))
  const failure =
    firstFailure(replacements, (replacement) => replacement.keep()) ??
    firstFailure(replacements, (replacement) => replacement.replace())
  if (failure !== undefined) {
    for (const replacement of replacements.toReversed()) attempt(() => replacement.takeBack())
  }
  for (const folder of new Set(files.map(({ target }) => dirname(target)))) {
    attempt(() => syncFolder(folder))
  }
  const left = failure === undefined ? [] : replacements.filter(({ replaced }) => replaced)
  for (const replacement of replacements) {
    if (!left.includes(replacement)) attempt(() => replacement.forget())
  }
  return failure && { ...failure, left: left.map(({ target, kept }) => ({ target, kept })) }
}

type Failure = Omit<ReplacementFailure, 'left'>

function firstFailure(
  replacements: readonly Replacement[],
  act: (replacement: Replacement) => void,
): Failure | undefined {
  for (const replacement of replacements) {
    const error = attempt(() => act(replacement))
    if (error === undefined) continue
    const { code, message } = error
    return { target: replacement.target, code, message }
  }
  return undefined
}

function attempt(act: () => void): NodeJS.ErrnoException | undefined {
  try {
    act()
    return undefined
  } catch (error) {
    return error as NodeJS.ErrnoException
  }
}

/** Makes the new names last; not every file system has folders that can be synced. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
