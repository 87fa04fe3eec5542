import { readFile } from 'node:fs/promises'
import { RecordsError } from '../core/errors.js'
import type { Format } from '../core/formatter.js'
import type { HeldTable } from '../core/table.js'
import { formatNamed, formatOfFile, formats, type OptionsOf, optionValues } from '../formats.js'
import { decompressed } from '../output/compression.js'

/** Text or bytes in a format. */
export type ReadInput = string | Uint8Array

/** The options of a format that is read, by its name. */
export type ReadOptions<F extends string> = OptionsOf<F>

/** The tables in the input. Throws a usage error for a format that is only written. */
export async function readTables<F extends string>(
  format: F,
  input: ReadInput,
  options: object = {},
): Promise<readonly HeldTable[]> {
  return await tablesIn(formatNamed(format), input, options)
}

/** The tables in a file, of the format that its extension tells, uncompressed by its end. */
export async function readFileTables(
  path: string,
  options: object = {},
): Promise<readonly HeldTable[]> {
  const format = formatOfFile(path)
  const bytes = await contentOf(path).catch((cause) => {
    if (cause instanceof RecordsError) throw cause
    const reason = cause.code === 'ENOENT' ? 'there is no such file' : cause.message
    throw new RecordsError('usage', `cannot read ${path}: ${reason}`, { cause })
  })
  return await tablesIn(format, bytes, options)
}

async function contentOf(path: string): Promise<Uint8Array> {
  return await decompressed(path, await readFile(path))
}

async function tablesIn(
  format: Format,
  input: ReadInput,
  options: object,
): Promise<readonly HeldTable[]> {
  const { read } = format
  if (read === undefined) throw onlyWritten(format)
  const bytes = typeof input === 'string' ? Buffer.from(input) : input
  return await read(bytes, optionValues(format, { ...options }))
}

function onlyWritten({ name }: Format): RecordsError {
  const readable = formats().filter(({ read }) => read !== undefined)
  return new RecordsError('usage', `the format ${name} cannot be read`, {
    hint: `Those that can are ${readable.map((format) => format.name).join(', ')}.`,
  })
}
