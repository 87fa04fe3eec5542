import type { Wording } from '../wording.js'

/** How messages name what a report's definition can say. */
export const reportWording: Wording = {
  option: (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  severalTables: 'there are several tables',
  chooseTable: 'Name one with sheets',
  nameFormat: 'Say it with format',
  seeFormats: 'See records formats.',
}
