import type { InexactCell } from './table.js'

/**
 * What a terminal would obey or hide instead of showing: C0 (line feeds apart), DEL and C1
 * controls, so every escape sequence; bidi controls; line and paragraph separators; soft hyphens
 * and byte order marks, on whose width terminals differ.
 */
export const terminalControls: RegExp =
  /(?!\n)[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\u00AD\uFEFF]/gu

/**
 * What has no place in a document: controls that are not white space, noncharacters and lone
 * surrogates, as HTML has them ("preprocessing the input stream").
 */
export const documentControls: RegExp = /(?![\t\n\r])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu

/** What XML 1.0 cannot hold ("Characters"), lone surrogates included. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are among it
export const xmlControls: RegExp = /[\0-\x08\x0B\x0C\x0E-\x1F\p{Cs}\uFFFE\uFFFF]/gu

const printableAscii = /^[ -~]*$/

/** The text with such characters spelled out: `\x1b`, `\t`, `\u202e`. It does not read back. */
export function visible(text: string, controls: RegExp): string {
  return printableAscii.test(text) ? text : text.replace(controls, spelled)
}

/** Whether {@link visible} leaves the text as it is. */
export function isVisible(text: string, controls: RegExp): boolean {
  return printableAscii.test(text) || text.search(controls) < 0
}

/** Tells of the cells that such a format shows in another form. */
export function shownControls(controls: RegExp): InexactCell {
  return (value) =>
    typeof value === 'string' && !isVisible(value, controls)
      ? 'control characters are shown as \\x1b'
      : undefined
}

function spelled(character: string): string {
  if (character === '\t') return '\\t'
  if (character === '\r') return '\\r'
  const code = (character.codePointAt(0) as number).toString(16)
  if (code.length > 4) return `\\u{${code}}`
  return code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code.padStart(2, '0')}`
}
