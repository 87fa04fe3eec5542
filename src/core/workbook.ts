import { RecordsError } from './errors.js'

/** The options that every workbook has. */
export const workbookOptions = {
  header: { type: 'boolean', default: true, summary: 'leave out the column names' },
  null: { type: 'string', default: '', summary: 'text for NULL' },
  sheet: { type: 'string', summary: "the sheet's name" },
  title: { type: 'string', summary: 'the title in the properties of the workbook' },
} as const

export type WorkbookOptions = typeof workbookOptions

/** The limits of a sheet, which Excel and LibreOffice share. */
export const mostRows = 1_048_576
export const mostColumns = 16_384

/** Throws where a result has more columns than a sheet of the format. */
export function checkColumns(count: number, format: string): void {
  if (count <= mostColumns) return
  const columns = count.toLocaleString('en')
  throw new RecordsError(
    'output',
    `the result has ${columns} columns; a sheet of ${format.toUpperCase()} holds 16,384`,
    {
      hint: 'Select fewer columns, or choose another format, such as csv.',
    },
  )
}

/** What is told of a result that is longer than a sheet. */
export function continuedOn(sheet: string, format: string): string {
  const name = JSON.stringify(sheet)
  return `${format}: a sheet holds 1,048,576 rows; the next are on the sheet ${name}`
}

/** A … Z, AA … XFD. */
export function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last
}
