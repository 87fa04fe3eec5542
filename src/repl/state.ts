import type { Format } from '../core/formatter.js'
import type { HeldTable } from '../core/table.js'
import { formatNamed } from '../formats.js'
import type { ParameterValue } from '../sql/parameters.js'

/** When a result is shown as a record a row: never, always, or where a table is too wide. */
export type Expanded = 'off' | 'on' | 'auto'

/** What a person has set, and what was run last. */
export class State {
  /** How results are shown, and its options. */
  format: Format = formatNamed('table')
  formatOptions: Readonly<Record<string, unknown>> = {}
  expanded: Expanded = 'off'
  /** Whether it is told how long statements take. */
  timing = true
  /** What shows results that the screen is too small for: the usual program, none, or a command. */
  pager: 'on' | 'off' | (string & {}) = 'on'
  /** Values for `:name`. */
  readonly parameters: Map<string, ParameterValue> = new Map()
  /** What has been entered, the oldest first. */
  history: readonly string[] = []
  /** What has been taken for the sheets of a report. */
  readonly sheets: { readonly name: string; readonly sql: string }[] = []
  /** The statement that was run last. */
  statement = ''
  /** What it gave, where that was not too much to keep. */
  result: HeldTable | undefined
}
