import { maskedUrl } from '../connection-url.js'
import type { Presentation } from '../core/presentation/presentation.js'
import type { ParameterValue } from '../sql/parameters.js'
import type { ReportDefinition, SheetDefinition } from './definition.js'
import { type ResolvedParameters, resolveParameters } from './parameters.js'
import { type PlannedOutput, plannedOutputs } from './plan.js'
import { dateOf } from './relative-dates.js'
import { type Surroundings, sourceOf } from './sources.js'
import { expandTitle } from './template.js'
import { todayIn } from './today.js'

/** What a run of a report is told. */
export interface RunRequest extends Surroundings {
  /** The parameters' values, by name. */
  readonly given: ReadonlyMap<string, ParameterValue>
  /** The date that is to be today, such as `2026-10-31`; by default that of the clock. */
  readonly asOf: string | undefined
}

/** A report with these parameters, as of this day: all that is known of a run before it. */
export interface Edition {
  readonly report: ReportDefinition
  readonly title: string | undefined
  readonly today: string
  readonly parameters: ResolvedParameters
  readonly outputs: readonly PlannedOutput[]
  /** Its databases by what names them: a URL or `@name`. */
  readonly sources: readonly string[]
  readonly sheets: readonly Sheet[]
}

/** One query of an edition. */
export interface Sheet {
  readonly definition: SheetDefinition
  readonly source: string
  /** The same for people: as the definition has it, without a password. */
  readonly place: string
  /** Titles and notes with the parameters' values in them. */
  readonly presentation: Presentation
  /** The error with the line at which the sheet is defined. */
  at(error: unknown): unknown
}

/** Resolves parameters, files and connections. Throws what is wrong with any of them. */
export function editionOf(report: ReportDefinition, request: RunRequest): Edition {
  const now = todayIn(report.timeZone, new Date())
  const today = request.asOf === undefined ? now : dateOf(request.asOf, now)
  const parameters = resolveParameters(report.parameters, request.given, today)
  const { texts } = parameters
  const sheets = report.sheets.map((definition, index): Sheet => {
    const at = (error: unknown): unknown => report.at(['sheets', index], error)
    try {
      const source = sourceOf(definition, report, request)
      const place = maskedUrl(definition.connection ?? request.url ?? report.connection ?? source)
      const presentation = expanded(definition.presentation, texts)
      return { definition, source, place, presentation, at }
    } catch (error) {
      throw at(error)
    }
  })
  return {
    report,
    title: report.title && expandTitle(report.title, texts),
    today,
    parameters,
    outputs: plannedOutputs(report, texts),
    sources: [...new Set(sheets.map(({ source }) => source))],
    sheets,
  }
}

function expanded(presentation: Presentation, texts: ReadonlyMap<string, string>): Presentation {
  const expand = (text: string): string => expandTitle(text, texts)
  const { title, subtitle, notes } = presentation
  return {
    ...presentation,
    title: title && expand(title),
    subtitle: subtitle && expand(subtitle),
    notes: notes?.map(expand),
  }
}
