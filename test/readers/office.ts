import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inFolder } from './folder.js'

/** Whether there is a LibreOffice to read with. */
export const hasOffice: boolean = !spawnSync('soffice', ['--version']).error

/** The workbook as LibreOffice saves it again, from what it has understood. */
export function resavedXlsx(bytes: Uint8Array): Buffer {
  return convertedXlsx(bytes, 'xlsx')
}

/** The texts of a workbook that has one column, as LibreOffice reads them. */
export function officeTexts(bytes: Uint8Array): string[] {
  const separators = '44,34' // , and "
  const utf8 = '76'
  const quoted = 'true'
  const filter = `csv:Text - txt - csv (StarCalc):${separators},${utf8},1,,0,${quoted}`
  const lines = convertedXlsx(bytes, filter)
    .toString()
    .matchAll(/"((?:[^"]|"")*)"\n/g)
  return Array.from(lines, ([, text = '']) => text.replaceAll('""', '"'))
}

function convertedXlsx(bytes: Uint8Array, filter: string): Buffer {
  return inFolder((folder) => {
    const path = join(folder, 'book.xlsx')
    writeFileSync(path, bytes)
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`
    const output = join(folder, 'output')
    const words = [profile, '--headless', '--convert-to', filter, '--outdir', output, path]
    execFileSync('soffice', words, { stdio: 'ignore' })
    return readFileSync(join(output, `book.${filter.split(':')[0]}`))
  })
}
