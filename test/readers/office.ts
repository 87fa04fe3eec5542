import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readCsv } from './data.js'
import { inFolder } from './folder.js'
import { present } from './present.js'

/** Whether there is a LibreOffice to read with. */
export const hasOffice: boolean = present('LibreOffice', !spawnSync('soffice', ['--version']).error)

type Extension = 'xlsx' | 'ods'

/** The workbook as LibreOffice saves it as XLSX, from what it has understood. */
export function resavedXlsx(bytes: Uint8Array, extension: Extension = 'xlsx'): Buffer {
  return converted(bytes, extension, 'xlsx')
}

/** The cells of the first sheet, as LibreOffice shows them. */
export function officeCells(bytes: Uint8Array, extension: Extension): string[][] {
  return readCsv(convertedCsv(bytes, extension))
}

/** The texts of a workbook that has one column, as LibreOffice reads them. */
export function officeTexts(bytes: Uint8Array, extension: Extension = 'xlsx'): string[] {
  const lines = convertedCsv(bytes, extension).matchAll(/"((?:[^"]|"")*)"\n/g)
  return Array.from(lines, ([, text = '']) => text.replaceAll('""', '"'))
}

/** The cells of a workbook that has one column, of one line each, as LibreOffice shows them. */
export function officeShown(bytes: Uint8Array): string[] {
  const tabsUtf8NoQuotes = '9,,76'
  const csv = converted(bytes, 'xlsx', `csv:Text - txt - csv (StarCalc):${tabsUtf8NoQuotes}`)
  return csv.toString().trimEnd().split('\n')
}

function convertedCsv(bytes: Uint8Array, extension: Extension): string {
  const separators = '44,34' // , and "
  const utf8 = '76'
  const quoted = 'true'
  const filter = `csv:Text - txt - csv (StarCalc):${separators},${utf8},1,,0,${quoted}`
  return converted(bytes, extension, filter).toString()
}

function converted(bytes: Uint8Array, extension: Extension, filter: string): Buffer {
  return inFolder((folder) => {
    const path = join(folder, `book.${extension}`)
    writeFileSync(path, bytes)
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`
    const output = join(folder, 'output')
    const words = [profile, '--headless', '--convert-to', filter, '--outdir', output, path]
    execFileSync('soffice', words, { stdio: 'ignore' })
    return readFileSync(join(output, `book.${filter.split(':')[0]}`))
  })
}
