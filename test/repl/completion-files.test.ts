import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { sqlite } from '../../src/drivers/dialects.js'
import type { Commands } from '../../src/repl/completion/commands.js'
import { completeWithFiles } from '../../src/repl/completion/complete.js'
import type { Schema } from '../../src/repl/completion/schema.js'

const schema: Schema = { schemas: [], functions: [], tables: () => [], columns: () => [] }
const commands: Commands = {
  list: [
    { names: ['i'], takes: 'file' },
    { names: ['g'], takes: '[file]' },
    { names: ['copy'], takes: '(query) to file' },
  ],
  parameters: [],
  connections: [],
}

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(inject('folder'), 'files-'))
  for (const name of [
    'report.sql',
    'report.csv',
    '.hidden',
    "it's.sql",
    'my report.sql',
    'REPORT',
  ]) {
    writeFileSync(join(folder, name), '')
  }
  mkdirSync(join(folder, 'reports'))
  mkdirSync(join(folder, 'my folder'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** What may stand at the end of the text, where `$` is the folder; and so in what is told. */
async function at(text: string, signal?: AbortSignal): Promise<string[]> {
  const whole = text.replace('$', () => folder)
  const found = await completeWithFiles(whole, whole.length, schema, sqlite, commands, signal)
  return found.items.map((item) => item.text.replace(folder, () => '$'))
}

test('files and folders that begin with what is typed', async () => {
  expect(await at('\\i $/rep')).toEqual(['$/report.csv', '$/report.sql', '$/reports/'])
  expect(await at('\\i $/reports/')).toEqual([])
  expect(await at('select 1 \\g $/report.c')).toEqual(['$/report.csv'])
  expect(await at('\\copy (select 1) to $/report.c')).toEqual(['$/report.csv'])
  expect(await at('\\copy (select 1) t')).toEqual(['to'])
})

test('hidden ones on request', async () => {
  expect(await at('\\i $/')).not.toContain('$/.hidden')
  expect(await at('\\i $/.h')).toEqual(['$/.hidden'])
})

test('in quotes where they need them; a folder’s stay open', async () => {
  expect(await at('\\i $/my')).toEqual(['"$/my folder/', '"$/my report.sql"'])
  expect(await at("\\i '$/my r")).toEqual(["'$/my report.sql'"])
  expect(await at('\\i $/it')).toEqual(['"$/it\'s.sql"'])
  expect(await at("\\i '$/it")).toEqual(["'$/it''s.sql'"])
})

test('a folder that is not there has none, nor one that is no longer asked for', async () => {
  expect(await at('\\i $/none/a')).toEqual([])
  expect(await at('\\i $/rep', AbortSignal.abort())).toEqual([])
})

test('in the folder of the process, and in the home of the user', async () => {
  expect(await at('\\i tsconf')).toEqual(['tsconfig.json'])
  for (const path of await at('\\i ~/')) expect(path.replace('"', '')).toContain(homedir())
})

test('of a folder with very many files not all are told', async () => {
  const crowd = join(folder, 'crowd')
  mkdirSync(crowd)
  for (let index = 0; index < 600; index++) writeFileSync(join(crowd, `f${index}`), '')
  expect(await at('\\i $/crowd/f')).toHaveLength(500)
})
