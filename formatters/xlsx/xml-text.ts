/**
 * Text for an element of a sheet. What XML cannot hold is written `_xHHHH_`, and text that looks
 * so begins with `_x005F_` (ECMA-376 part 1, 22.9.2.19, ST_Xstring); a reader of XML would make a
 * line feed of a bare CR. Lone surrogates become U+FFFD when the text is encoded as UTF-8.
 */
export function xmlText(text: string): string {
  return text.replace(special, escaped)
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what XML cannot hold
const illegal = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/
const escapeLike = new RegExp(`_(?=x[0-9a-fA-F]{4}(?:_|${illegal.source}))`)
const special = new RegExp(`[<>&\\r]|${escapeLike.source}|${illegal.source}`, 'g')

const references: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '\r': '&#13;',
}

function escaped(character: string): string {
  return references[character] ?? `_x${hex(character)}_`
}

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
}
