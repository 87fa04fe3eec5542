import { loadAll, YAMLException } from 'js-yaml'
import { DataTable, type JsonText } from '../../src/core/data-table.js'
import type { HeldTable } from '../../src/core/table.js'
import { unreadable } from '../../src/core/unreadable.js'
import { utf8Text } from '../../src/core/utf8-text.js'
import { JsonWriter } from './json-writer.js'
import { Mapping, schema } from './schema.js'

/** js-yaml's own default of merged keys is for configuration files. */
const mostMergedKeys = 1_000_000

/** Reads a table a document, or documents of sheets: mappings of a title and data. */
export function readYaml(input: Uint8Array): HeldTable[] {
  const text = utf8Text(input, 'yaml')
  const json = new JsonWriter(text.length)
  return documents(text).flatMap((document) => tablesOf(document, json))
}

function documents(text: string): unknown[] {
  try {
    return loadAll(text, { schema, maxTotalMergeKeys: mostMergedKeys })
  } catch (cause) {
    const [reason, mark] =
      cause instanceof YAMLException ? [cause.reason, cause.mark] : [`${cause}`]
    throw unreadable('yaml', mark ? `line ${mark.line + 1}: ${reason}` : reason, { cause })
  }
}

function tablesOf(document: unknown, json: JsonWriter): HeldTable[] {
  if (!Array.isArray(document)) throw noTable('a document is not a sequence')
  if (document.length === 0 || !document.every(isSheet)) return [tableOf(document, json)]
  return document.map((sheet) => tableOf(sheet.get('data'), json, sheet.get('title') ?? undefined))
}

/** A mapping of a title and data and nothing else. */
interface Sheet {
  get(key: 'title'): string | null
  get(key: 'data'): readonly Mapping[]
}

function isSheet(item: unknown): item is Sheet {
  if (!(item instanceof Mapping) || item.size !== 2) return false
  const [title, data] = [item.get('title'), item.get('data')]
  const isTitle = typeof title === 'string' || title === null
  return isTitle && Array.isArray(data) && data.every((row) => row instanceof Mapping)
}

function tableOf(items: readonly unknown[], json: JsonWriter, title?: string): HeldTable {
  const table = new DataTable('yaml')
  items.forEach((item, index) => {
    if (!(item instanceof Mapping)) throw noTable(`item ${index + 1} is not a mapping`)
    table.add(cells(item, json))
  })
  return table.table(title)
}

function* cells(row: Mapping, json: JsonWriter): Generator<[string, JsonText]> {
  for (const [name, value] of row) yield [name, json.text(value)]
}

function noTable(problem: string): Error {
  return unreadable('yaml', problem, {
    hint: 'A table is a sequence of mappings: a line "- {name: value}" for each row.',
  })
}
