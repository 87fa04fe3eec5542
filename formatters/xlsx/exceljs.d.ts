// What is used here of exceljs's streaming writer; the package declares none of its lib/.

declare module 'exceljs/lib/utils/stream-buf.js' {
  import type { Duplex, Writable } from 'node:stream'

  /** Buffers what is written and hands it on in blocks of `bufSize`, at once and all of it. */
  export default class StreamBuf extends Duplex {
    constructor(options: { bufSize: number; batch: boolean })
    override pipe<T extends Writable>(destination: T): T
  }
}

declare module 'exceljs/lib/stream/xlsx/workbook-writer.js' {
  import type { Readable, Writable } from 'node:stream'
  import type StreamBuf from 'exceljs/lib/utils/stream-buf.js'

  interface Archive extends Readable {
    append(source: Readable | Uint8Array | string, entry: { name: string; date?: Date }): this
    finalize(): Promise<void>
    abort(): void
  }

  export interface Style {
    readonly numFmt?: string
    readonly font?: object
    readonly fill?: object
    readonly border?: object
    readonly alignment?: object
  }

  /** What is said of a sheet before its rows. */
  export interface SheetOptions {
    readonly views: readonly object[]
    readonly pageSetup: object
    readonly headerFooter?: object
    readonly properties?: object
  }

  export interface Worksheet {
    readonly stream: StreamBuf
    readonly id: number
    readonly name: string
    columns: readonly { readonly width: number }[]
    autoFilter: string | null
    startedData: boolean
    _writeColumns(): void
    _writeOpenSheetData(): void
    _writeHyperlinks(): void
    commit(): void
  }

  export default class WorkbookWriter {
    constructor(options: {
      stream: Writable
      useStyles: boolean
      creator: string
      zip: { zlib: { level: number } }
    })
    readonly zip: Archive
    readonly styles: { addStyleModel(style: Style): number }
    title: string | undefined
    created: Date | undefined
    modified: Date | undefined
    lastModifiedBy: string | undefined
    views: readonly object[]
    _definedNames: { readonly model: readonly object[] }
    addWorksheet(name: string, options?: SheetOptions): Worksheet
    addThemes(): Promise<void>
    commit(): Promise<unknown>
    _openStream(path: string): StreamBuf
    _finalize(): Promise<unknown>
  }
}
