import type { Column, Kind } from '../core/column.js'
import type { Value } from '../core/value.js'
import { textOrBytes } from './not-utf8.js'

/** The parts of mysql2's column definition that are read here. */
export interface Field {
  readonly name: string
  readonly columnType: number
  readonly characterSet: number
  readonly columnLength: number
  readonly decimals: number
  readonly flags: number
  /** MariaDB's own name of a type that the wire shows as text: `uuid`, `inet6`, `point`. */
  readonly extendedTypeName?: string
  /** `json` for MariaDB's JSON, which is text with a check. */
  readonly extendedFormat?: string
}

/** Types by their number on the wire: enum_field_types in the server's source. */
const types: Readonly<Record<number, readonly [name: string, kind: Kind]>> = {
  0: ['DECIMAL', 'decimal'],
  1: ['TINYINT', 'integer'],
  2: ['SMALLINT', 'integer'],
  3: ['INT', 'integer'],
  4: ['FLOAT', 'float'],
  5: ['DOUBLE', 'float'],
  6: ['NULL', 'unknown'],
  7: ['TIMESTAMP', 'datetime'],
  8: ['BIGINT', 'integer'],
  9: ['MEDIUMINT', 'integer'],
  10: ['DATE', 'date'],
  11: ['TIME', 'time'],
  12: ['DATETIME', 'datetime'],
  13: ['YEAR', 'integer'],
  16: ['BIT', 'integer'],
  245: ['JSON', 'json'],
  246: ['DECIMAL', 'decimal'],
  247: ['ENUM', 'text'],
  248: ['SET', 'text'],
  249: ['TINYTEXT', 'text'],
  250: ['MEDIUMTEXT', 'text'],
  251: ['LONGTEXT', 'text'],
  252: ['TEXT', 'text'],
  253: ['VARCHAR', 'text'],
  254: ['CHAR', 'text'],
  255: ['GEOMETRY', 'bytes'],
}

const decimalType = 246
const bitType = 16
const binaryCharacterSet = 63
const unsignedFlag = 32

export function columnOf(field: Field): Column {
  const [name, kind] = types[field.columnType] ?? ['', 'text']
  const typeName = field.extendedTypeName?.toUpperCase() ?? name
  if (field.extendedFormat === 'json') return { name: field.name, typeName: 'JSON', kind: 'json' }
  if (kind === 'text' && holdsBytes(field)) {
    return { name: field.name, typeName: binaryNames[name] ?? name, kind: 'bytes' }
  }
  // MySQL's own JSON: MariaDB's is text with a check, which may have been off when the text came.
  if (kind === 'json') return { name: field.name, typeName, kind, validJson: true }
  return { name: field.name, typeName, kind, ...decimalSize(field) }
}

const binaryNames: Readonly<Record<string, string>> = {
  CHAR: 'BINARY',
  VARCHAR: 'VARBINARY',
  TINYTEXT: 'TINYBLOB',
  TEXT: 'BLOB',
  MEDIUMTEXT: 'MEDIUMBLOB',
  LONGTEXT: 'LONGBLOB',
}

/** Text of the character set "binary" is bytes, but for the types of MariaDB that have a text. */
function holdsBytes({ characterSet, extendedTypeName }: Field): boolean {
  return characterSet === binaryCharacterSet && extendedTypeName === undefined
}

/** The wire tells a decimal's width in characters: its digits, a point, and a sign. */
function decimalSize({ columnType, columnLength, decimals, flags }: Field) {
  if (columnType !== decimalType) return undefined
  const point = decimals > 0 ? 1 : 0
  const sign = (flags & unsignedFlag) === 0 ? 1 : 0
  return { precision: columnLength - point - sign, scale: decimals }
}

/** Whether the column's cells are their text, as it comes. */
export function holdsText(field: Field): boolean {
  return field.columnType !== bitType && columnOf(field).kind !== 'bytes'
}

/** A function that makes a cell of the bytes that came for it. */
export function decoder(field: Field): (bytes: Buffer | null) => Value {
  const decode = decoderOf(field)
  return (bytes) => (bytes === null ? null : decode(bytes))
}

function decoderOf(field: Field): (bytes: Buffer) => Value {
  if (field.columnType === bitType) return bitInteger
  const { kind } = columnOf(field)
  // The bytes are a view on the connection's buffer, which lives on: they are copied.
  if (kind === 'bytes') return (bytes) => new Uint8Array(bytes)
  return textOrBytes
}

function bitInteger(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex')}`)
}
