// What is used here of zip-stream, which exceljs brings; the package declares no types.

declare module 'zip-stream' {
  import type { Readable } from 'node:stream'

  export default class ZipStream extends Readable {
    constructor(options: { zlib: { level: number; chunkSize: number } })
    entry(
      source: Readable | Uint8Array,
      data: { name: string; date: Date; store: boolean },
      done: (error?: Error | null) => void,
    ): void
    finish(): void
  }
}
