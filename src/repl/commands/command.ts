import type { Shell } from '../shell.js'

/** A command of the shell, as data: its help and its completion come from here. */
export interface Command {
  /** The first is the one that help shows; without the backslash. */
  readonly names: readonly string[]
  /** What it takes, as help shows it: `[name]`. */
  readonly takes: string
  readonly summary: string
  /** `statement` is the one before it that was not ended. */
  run(shell: Shell, rest: string, statement: string | undefined): Promise<void>
}
