import { join } from 'node:path'
import { RecordsError } from '../core/errors.js'
import type { Format } from '../core/formatter.js'
import { nearest } from '../core/nearest.js'
import { formatNamed, formatOfFile, optionValues } from '../formats.js'
import type { OutputDefinition, ReportDefinition, SheetDefinition } from './definition.js'
import { expandFileName, expandTitle } from './template.js'
import { reportWording } from './wording.js'

/** One file that a run makes. */
export interface PlannedOutput {
  readonly path: string
  readonly format: Format
  /** The format's options, every one with its value. */
  readonly options: Readonly<Record<string, unknown>>
  readonly sheets: readonly SheetDefinition[]
  readonly ifEmpty: OutputDefinition['ifEmpty']
  /** Whether it shows the tables as the report presents them. */
  readonly presents: boolean
  /** Whether it has the sheets of contents and about the report, where the report wants them. */
  readonly framed: boolean
}

/**
 * The files that a report makes with these values of its parameters. Throws a check error for what
 * cannot be: a sheet or a format that there is not, several sheets in a format that holds one.
 */
export function plannedOutputs(
  report: ReportDefinition,
  texts: ReadonlyMap<string, string>,
): PlannedOutput[] {
  const planned: PlannedOutput[] = []
  for (const [index, output] of report.outputs.entries()) {
    try {
      for (const one of outputsOf(output, report, texts)) {
        refuseSamePath(one.path, planned)
        planned.push(one)
      }
    } catch (error) {
      throw report.at(['outputs', index], error)
    }
  }
  return planned
}

/** One file, or where its name tells the sheet one of each. */
function outputsOf(
  output: OutputDefinition,
  report: ReportDefinition,
  texts: ReadonlyMap<string, string>,
): PlannedOutput[] {
  const sheets = sheetsOf(output, report)
  if (!/(?<!\{)(?:\{\{)*\{sheet\}/.test(output.file))
    return [planned(output, sheets, report, texts)]
  return sheets.map((sheet) =>
    planned(output, [sheet], report, new Map([...texts, ['sheet', sheet.name]])),
  )
}

function planned(
  output: OutputDefinition,
  sheets: readonly SheetDefinition[],
  report: ReportDefinition,
  texts: ReadonlyMap<string, string>,
): PlannedOutput {
  const path = join(report.folder, expandFileName(output.file, texts))
  const format =
    output.format === undefined ? formatOfFile(path, reportWording) : formatNamed(output.format)
  const holdsOne = format.tables === 'one' && format.writeBook === undefined
  if (holdsOne && sheets.length > 1) throw severalSheets(format.name, sheets.length)
  const presents = output.present ?? format.presents ?? false
  return {
    path,
    format,
    options: optionsOf(output, format, presents, report.title && expandTitle(report.title, texts)),
    sheets,
    ifEmpty: output.ifEmpty,
    presents,
    framed: presents && format.tables === 'many',
  }
}

function sheetsOf({ sheets: names }: OutputDefinition, report: ReportDefinition) {
  if (names === undefined) return report.sheets
  const all = report.sheets.map(({ name }) => name)
  for (const name of names) {
    if (all.includes(name)) continue
    const near = nearest(name, all)
    throw new RecordsError('check', `there is no sheet ${JSON.stringify(name)}`, {
      hint: near === undefined ? `There is ${all.join(', ')}.` : `Did you mean ${near}?`,
    })
  }
  return report.sheets.filter(({ name }) => names.includes(name))
}

/** The report's title is its document's, where the format has one and nothing else is said. */
function optionsOf(
  { options }: OutputDefinition,
  format: Format,
  presents: boolean,
  title: string | undefined,
): Record<string, unknown> {
  const given = Object.entries(options).map(([name, value]) => [
    name.replace(/[_-]([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    value,
  ])
  const usual = presents && title && Object.hasOwn(format.options, 'title') ? { title } : {}
  return optionValues(format, { ...usual, ...Object.fromEntries(given) }, reportWording)
}

function refuseSamePath(path: string, planned: readonly PlannedOutput[]): void {
  if (planned.every((other) => other.path !== path)) return
  throw new RecordsError('check', `${path} would be written twice`, {
    hint: 'Give each output a name of its own.',
  })
}

function severalSheets(format: string, count: number): RecordsError {
  return new RecordsError('check', `${format} holds one table, and there are ${count} sheets`, {
    hint: 'Say which with sheets, or make a file of each: orders-{sheet}.csv.',
  })
}
