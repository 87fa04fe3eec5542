import { SaxesParser } from 'saxes'
import { unreadable } from '../../../src/core/unreadable.js'

export type Attributes = Readonly<Record<string, string | undefined>>

/** What is done at each tag; the names are without their namespace's prefix. */
export interface XmlReader {
  open(name: string, attributes: Attributes): void
  close?(name: string): void
  text?(text: string): void
}

/** Reads one part. Entities of a document's own are an error, so none can be a bomb. */
export async function readXml(
  chunks: AsyncIterable<string>,
  path: string,
  reader: XmlReader,
): Promise<void> {
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false })
  let problem: Error | undefined
  parser.on('error', (error) => {
    problem ??= error
  })
  parser.on('opentag', ({ name, attributes }) => reader.open(localName(name), attributes))
  parser.on('closetag', ({ name }) => reader.close?.(localName(name)))
  parser.on('text', (text) => reader.text?.(text))
  parser.on('cdata', (text) => reader.text?.(text))
  for await (const chunk of chunks) {
    parser.write(chunk)
    if (problem !== undefined) break
  }
  if (problem === undefined) parser.close()
  if (problem !== undefined) {
    throw unreadable('xlsx', `its part ${path} is damaged (${problem.message})`, {
      hint: 'Open it in a spreadsheet and save it.',
      cause: problem,
    })
  }
}

export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** What `_xHHHH_` stands for (ECMA-376 part 1, 22.9.2.19, ST_Xstring). */
export function decodedText(text: string): string {
  return text.replace(/_x([\da-f]{4})_/gi, (_, code) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}
