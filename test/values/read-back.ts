import { records } from '../cli/records.js'
import {
  type DataValue,
  readCsv,
  readJson,
  readJsonLines,
  readTsv,
  readYaml11,
  readYaml12,
} from '../readers/data.js'
import { readOds } from '../readers/ods.js'
import { readXlsx } from '../readers/xlsx.js'
import type { Becomes, SheetCell } from './rules.js'
import { shownIn } from './shown-texts.js'

/** A column of a result of one row, as readers that are not ours find it in every format. */
export interface ReadBack {
  readonly csv: string | undefined
  readonly tsv: string | null | undefined
  /** The name and the value. */
  readonly json: unknown
  readonly jsonl: unknown
  readonly yaml11: unknown
  readonly yaml12: unknown
  readonly xlsx: SheetCell | undefined
  readonly ods: SheetCell | undefined
}

/** The columns of a query's one row. */
export async function readBack(url: string, query: string): Promise<ReadBack[]> {
  const text = async (format: string) => (await written(url, query, format)).toString()
  const [names = [], csv = []] = readCsv(await text('csv'))
  const [, tsv = []] = readTsv(await text('tsv'))
  const json = entriesOf(readJson(await text('json')))
  const jsonl = entriesOf(readJsonLines(await text('jsonl')))
  const yaml = await text('yaml')
  const yaml11 = entriesOf(readYaml11(yaml)[0])
  const yaml12 = entriesOf(readYaml12(yaml)[0])
  const xlsx = readXlsx(await written(url, query, 'xlsx')).sheets[0]?.rows[1] ?? []
  const ods = readOds(await written(url, query, 'ods')).sheets[0]?.rows[1] ?? []
  return names.map((_, index) => ({
    csv: csv[index],
    tsv: tsv[index],
    json: json[index],
    jsonl: jsonl[index],
    yaml11: yaml11[index],
    yaml12: yaml12[index],
    xlsx: xlsx[index] && sheetCell(xlsx[index]),
    ods: ods[index] && sheetCell(ods[index]),
  }))
}

/** What a text of the database's, under a name, must be found as. */
export function expectedBack(name: string, text: string | null, becomes: Becomes): ReadBack {
  const { json, yaml = json, sheet } = becomes
  const [inJson, inYaml] = [
    [name, json],
    [name, yaml],
  ]
  return {
    csv: text ?? '',
    tsv: text,
    json: inJson,
    jsonl: inJson,
    yaml11: inYaml,
    yaml12: inYaml,
    xlsx: sheet,
    ods: shownInOds(sheet),
  }
}

function shownInOds(cell: SheetCell): SheetCell {
  const { value } = cell
  return typeof value === 'string' ? { ...cell, value: shownIn('ods', value) } : cell
}

/** What the command writes; nothing may go wrong. */
export async function written(
  url: string,
  script: string,
  format: string,
  ...words: string[]
): Promise<Buffer> {
  const args = [script, format, '--url', url, '--quiet', ...words]
  const { status, bytes, stderr } = await records(args)
  if (status !== 0) throw new Error(`${format}: ${stderr}`)
  return bytes
}

function entriesOf(rows: DataValue | undefined): readonly unknown[] {
  const [row] = rows as readonly { readonly entries: readonly unknown[] }[]
  return row?.entries ?? []
}

/** What matters of a cell here. No sheet tells the negative zero from the other. */
function sheetCell({ value, type, format }: SheetCell): SheetCell {
  return { value: value === 0 ? 0 : value, type, format }
}
