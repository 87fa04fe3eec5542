import { dirname, join } from 'node:path/posix'
import { builtInFormat, type NumberFormat, numberFormat } from './number-format.js'
import { noWorkbook, type Package } from './package.js'
import type { BookContext } from './sheet.js'
import { SharedStrings } from './strings.js'
import { type Attributes, localName, readXml, type XmlReader } from './xml.js'

/** The sheets of a workbook in their order, and what their cells point to. */
export interface Book extends BookContext {
  readonly sheets: readonly { readonly title: string; readonly path: string }[]
}

/** Reads all of a workbook but its sheets (ECMA-376 part 1, 12.3 and 18.2). */
export async function readBook(parts: Package): Promise<Book> {
  const path = (await relations(parts, '')).find(({ type }) => type === 'officeDocument')?.path
  if (path === undefined) throw noWorkbook('it is a zip of something else')
  const workbook = new WorkbookReader()
  await readXml(parts.text(path), path, workbook)
  const related = await relations(parts, path)
  const strings = new SharedStrings()
  const styles = new StylesReader()
  for (const { type, path } of related) {
    if (type === 'sharedStrings') await readXml(parts.text(path), path, strings)
    if (type === 'styles') await readXml(parts.text(path), path, styles)
  }
  const worksheets = new Map(
    related.filter(({ type }) => type === 'worksheet').map(({ id, path }) => [id, path]),
  )
  const sheets = workbook.sheets.flatMap(({ title, id }) => {
    const path = worksheets.get(id)
    return path === undefined ? [] : [{ title, path }] // A sheet of a chart has no table.
  })
  return { sheets, strings: strings.all, formats: styles.formats, date1904: workbook.date1904 }
}

interface Relation {
  readonly id: string
  /** The last word of its type's address, which has several forms before it. */
  readonly type: string
  readonly path: string
}

/** What a part points to; '' is the package. */
async function relations(parts: Package, source: string): Promise<Relation[]> {
  const folder = source === '' ? '' : dirname(source)
  const path = join(folder, '_rels', `${source.slice(folder.length).replace('/', '')}.rels`)
  if (!parts.has(path)) return []
  const found: Relation[] = []
  await readXml(parts.text(path), path, {
    open(name, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) {
      if (name !== 'Relationship' || mode === 'External') return
      const path = target.startsWith('/') ? target.slice(1) : join(folder, target)
      found.push({ id, type: type.slice(type.lastIndexOf('/') + 1), path })
    },
  })
  return found
}

class WorkbookReader implements XmlReader {
  readonly sheets: { title: string; id: string }[] = []
  date1904 = false

  open(name: string, attributes: Attributes): void {
    if (name === 'workbookPr') this.date1904 = /^(?:1|true)$/.test(attributes.date1904 ?? '')
    if (name !== 'sheet') return
    const key = Object.keys(attributes).find((key) => key.includes(':') && localName(key) === 'id')
    this.sheets.push({ title: attributes.name ?? '', id: (key && attributes[key]) ?? '' })
  }
}

class StylesReader implements XmlReader {
  readonly formats: NumberFormat[] = []
  readonly #own = new Map<number, NumberFormat>()
  #inCells = false

  open(name: string, attributes: Attributes): void {
    const number = Number(attributes.numFmtId ?? 0)
    if (name === 'cellXfs') this.#inCells = true
    if (name === 'numFmt') this.#own.set(number, numberFormat(attributes.formatCode ?? ''))
    if (name === 'xf' && this.#inCells) {
      this.formats.push(this.#own.get(number) ?? builtInFormat(number))
    }
  }

  close(name: string): void {
    if (name === 'cellXfs') this.#inCells = false
  }
}
