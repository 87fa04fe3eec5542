import type { Format } from '../src/core/formatter.js'
import csv from './csv.js'
import html from './html.js'
import jira from './jira.js'
import json from './json.js'
import jsonl from './jsonl.js'
import latex from './latex.js'
import markdown from './markdown.js'
import ods from './ods.js'
import rst from './rst.js'
import sql from './sql.js'
import table from './table.js'
import tsv from './tsv.js'
import xlsx from './xlsx.js'
import yaml from './yaml.js'

/** The formats by their names, in the order in which people meet them. */
export interface FormatTypes {
  table: typeof table
  csv: typeof csv
  tsv: typeof tsv
  json: typeof json
  jsonl: typeof jsonl
  yaml: typeof yaml
  xlsx: typeof xlsx
  ods: typeof ods
  html: typeof html
  markdown: typeof markdown
  latex: typeof latex
  rst: typeof rst
  jira: typeof jira
  sql: typeof sql
}

const manifest: FormatTypes = {
  table,
  csv,
  tsv,
  json,
  jsonl,
  yaml,
  xlsx,
  ods,
  html,
  markdown,
  latex,
  rst,
  jira,
  sql,
}

/** Each is a light declaration: the packages that write it are loaded when it is used. */
export const formats: readonly Format[] = Object.values(manifest)
