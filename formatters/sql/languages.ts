import type { DialectName } from '../../src/core/table.js'
import { concatenated, controls, controlsAndBackslash, escaped, quoted } from './text.js'

/**
 * How a database writes its literals, so that they mean the same whatever its settings are. A
 * number gives undefined where the database would round it: then it is text, which the column that
 * takes it may still hold.
 */
export interface Language {
  /** Said once, at the start. */
  readonly preamble: string
  readonly nameQuote: '"' | '`'
  /** Columns whose names this makes equal cannot stand in one table. */
  fold(name: string): string
  readonly false: string
  readonly true: string
  /** Digits with an optional sign. */
  integer(digits: string): string | undefined
  /** The same, with or without a point. */
  decimal(digits: string): string | undefined
  /** With or without a point and an exponent. */
  float(text: string): string
  /**
   * Its name, where a number written as text may be rounded or refused by a column of numbers;
   * undefined where such a column takes the very number.
   */
  readonly readsRoundly: string | undefined
  /** The names of types of numbers that it takes as text only. */
  readonly textTypes: ReadonlySet<string>
  /** What stands for numbers without digits; the others are text. */
  readonly specials: ReadonlyMap<string, string>
  bytes(hex: string): string
  /** What text cannot hold between single quotes, a quote itself apart. */
  readonly unquotable: RegExp
  /** A text that holds such; undefined where the database has none. */
  text(text: string): string | undefined
}

const same = (text: string): string => text

/** A name as no name ends it. No database has a NUL in a name. */
export function quotedName(name: string, { nameQuote }: Language): string {
  const whole = name.toWellFormed().replaceAll('\0', '\uFFFD')
  return nameQuote + whole.replaceAll(nameQuote, nameQuote + nameQuote) + nameQuote
}

const sqlite: Language = {
  preamble: '',
  nameQuote: '"',
  fold: (name) => name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()),
  false: '0',
  true: '1',
  integer: (digits) => (isLong(digits) ? digits : undefined),
  decimal: (digits) => (isExactDouble(digits) || isLong(digits) ? digits : undefined),
  float: (text) => (/^-?\d+$/.test(text) ? `${text}.0` : text),
  readsRoundly: 'SQLite',
  textTypes: new Set(),
  specials: new Map([
    ['Infinity', '9e999'],
    ['-Infinity', '-9e999'],
  ]),
  bytes: (hex) => `x'${hex}'`,
  unquotable: controls,
  text: concatenated,
}

const postgresql: Language = {
  preamble: "SET client_encoding = 'UTF8';\n",
  nameQuote: '"',
  fold: same,
  false: 'FALSE',
  true: 'TRUE',
  integer: same,
  decimal: same,
  // The sign of a zero is lost with numeric, which a bare number is first.
  float: (text) => (isNegativeZero(text) ? quoted(text) : text),
  readsRoundly: undefined,
  textTypes: new Set(['xid', 'xid8']),
  specials: new Map(),
  bytes: (hex) => `decode('${hex}', 'hex')`,
  // A backslash means itself only where standard_conforming_strings is on.
  unquotable: controlsAndBackslash,
  text: (text) => (text.includes('\0') ? undefined : escaped(text)),
}

const mysql: Language = {
  preamble: 'SET NAMES utf8mb4;\n',
  nameQuote: '`',
  fold: (name) => name.toLowerCase(),
  false: 'FALSE',
  true: 'TRUE',
  integer: mostDigits,
  decimal: mostDigits,
  // Without an exponent it is a decimal, whose zero has no sign.
  float: (text) => (isNegativeZero(text) ? '-0e0' : text),
  readsRoundly: 'MySQL',
  textTypes: new Set(),
  specials: new Map(),
  bytes: (hex) => `x'${hex}'`,
  // A backslash means itself only with NO_BACKSLASH_ESCAPES.
  unquotable: controlsAndBackslash,
  text: (text) => `_utf8mb4 x'${Buffer.from(text).toString('hex')}'`,
}

export const languages: Readonly<Record<DialectName, Language>> = { sqlite, postgresql, mysql }

/** An integer of 64 bits. */
function isLong(digits: string): boolean {
  return /^-?\d+$/.test(digits) && BigInt(digits) === BigInt.asIntN(64, BigInt(digits))
}

/** A double keeps 15 digits of any decimal number. */
function isExactDouble(digits: string): boolean {
  return digits.replace(/^-?[0.]*|\.|0+$/g, '').length <= 15
}

/** The most digits of a DECIMAL. */
function mostDigits(digits: string): string | undefined {
  return digits.replace(/\D/g, '').length <= 65 ? digits : undefined
}

function isNegativeZero(text: string): boolean {
  return /^-0(?:\.0+)?$/.test(text)
}
