import type { SpawnOptions } from 'node:child_process'
import type { Started } from '../cli/process/command.js'
import type { DatabaseName } from '../servers/index.js'
import type { Scene } from './scene.js'

/** Where a report goes: to a pipe, or by `-o` over yesterday's. */
export type Destination = 'stdout' | 'file'

/** How far a command has come when the fault comes. */
export type Moment = 'connecting' | 'waiting' | 'streaming'

/** How a command ends. */
export interface Outcome {
  /** As a shell tells it: 128 and the number of the signal that ended it. */
  readonly status: number
  /**
   * The first line on stderr, without `records: `: one of these, or none. `…` stands for what
   * differs each time.
   */
  readonly says: readonly string[]
}

/** What the command is given. */
export interface Command {
  readonly sql: string
  readonly url: string
  readonly flags: readonly string[]
  /** Where yesterday's report is. */
  readonly folder: string
  start(args: readonly string[], options: SpawnOptions): Started
}

type Outcomes = Partial<Record<DatabaseName, Outcome>>

/** Something that goes wrong. */
export interface Fault {
  readonly name: string
  /** What is not as usual: one row from the suite's database, or as the moment wants it. */
  readonly command?: (
    scene: Scene,
    to: Destination,
    moment: Moment | undefined,
  ) => Partial<Command> | Promise<Partial<Command>>
  /** When it strikes: it is tried at each. Without them the fault is there from the start. */
  readonly moments?: readonly Moment[]
  readonly strike?: (scene: Scene, commands: readonly Started[]) => unknown
  readonly to?: readonly Destination[]
  /** How many seconds it may last, where that is more than usual. */
  readonly seconds?: number
  /** How many seconds its statement may outlive it on the server, where that is not as usual. */
  readonly lingers?: number
  /** What is left in the report's folder, where that is not the report alone. */
  readonly leaves?: readonly string[]
  /** On the databases where it can happen. */
  readonly outcomes: Outcomes
}

/** The faults of one table in docs/faults.md. */
export interface FaultGroup {
  readonly title: string
  readonly faults: readonly Fault[]
}

export function ends(status: number, ...says: string[]): Outcome {
  return { status, says }
}

export function everywhere(outcome: Outcome): Outcomes {
  return { sqlite: outcome, postgresql: outcome, mysql: outcome }
}

export function onServers(outcome: Outcome): Outcomes {
  return { postgresql: outcome, mysql: outcome }
}
