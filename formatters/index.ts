import type { Format } from '../src/core/formatter.js'
import csv from './csv.js'
import html from './html.js'
import json from './json.js'
import jsonl from './jsonl.js'
import latex from './latex.js'
import markdown from './markdown.js'
import table from './table.js'
import tsv from './tsv.js'
import xlsx from './xlsx.js'
import yaml from './yaml.js'

/**
 * Every format, in the order in which people meet them. Each is a light declaration: the packages
 * that write it are loaded when it is used.
 */
export const formats: readonly Format[] = [
  table,
  csv,
  tsv,
  json,
  jsonl,
  yaml,
  xlsx,
  html,
  markdown,
  latex,
]
