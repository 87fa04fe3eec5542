import { documentControls, visible } from '../../src/core/visible.js'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  // A parser reads a bare CR as a line feed.
  '\r': '&#13;',
}

/** Text, and never markup. */
export function escaped(text: string): string {
  return visible(text, documentControls).replace(/[&<>\r]/g, (found) => entities[found] as string)
}
