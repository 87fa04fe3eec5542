import { visible, xmlControls } from '../../src/core/visible.js'

/** The start of a part of the file, whose root has the namespaces of these prefixes. */
export function xmlRoot(name: string, prefixes: readonly Prefix[]): string {
  const declared = prefixes.map((prefix) => ` xmlns:${prefix}="${namespaces[prefix]}"`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${name}${declared.join('')} office:version="1.2">`
}

type Prefix =
  | 'office'
  | 'table'
  | 'text'
  | 'style'
  | 'number'
  | 'fo'
  | 'meta'
  | 'config'
  | 'dc'
  | 'loext'
  | 'of'
  | 'xlink'
  | 'ooo'

const oasis = 'urn:oasis:names:tc:opendocument:xmlns'

export const namespaces: Readonly<Record<Prefix, string>> = {
  office: `${oasis}:office:1.0`,
  table: `${oasis}:table:1.0`,
  text: `${oasis}:text:1.0`,
  style: `${oasis}:style:1.0`,
  number: `${oasis}:datastyle:1.0`,
  fo: `${oasis}:xsl-fo-compatible:1.0`,
  meta: `${oasis}:meta:1.0`,
  config: `${oasis}:config:1.0`,
  dc: 'http://purl.org/dc/elements/1.1/',
  loext: 'urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0',
  of: `${oasis}:of:1.2`,
  xlink: 'http://www.w3.org/1999/xlink',
  ooo: 'http://openoffice.org/2004/office',
}

/** Text between tags or quotes, exactly but for {@link xmlControls}, which are shown. */
export function escaped(text: string): string {
  return visible(text, xmlControls).replace(/[<>&"\t\n\r]/g, (character) => {
    return references[character] as string
  })
}

/** A reader of XML makes blanks of white space in attributes, and a line feed of a bare CR. */
const references: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/**
 * Text as paragraphs, one a line. Their white space collapses, unless it stands as elements
 * (OpenDocument 1.2, part 1, 6.1.2).
 */
export function paragraphs(text: string): string {
  if (!special.test(text)) return `<text:p>${text}</text:p>`
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => `<text:p>${escaped(line).replace(collapsing, spaceElement)}</text:p>`)
    .join('')
}

const special = /[^\x20-\uD7FF]|[<>&"]|^ | $| {2}/

/** Blanks at the ends of a line, several blanks, and tabs, which are references by now. */
const collapsing = /^ +| +$| {2,}|&#9;/g

function spaceElement(found: string): string {
  return found.startsWith('&') ? '<text:tab/>' : `<text:s text:c="${found.length}"/>`
}
