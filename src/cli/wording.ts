import { flag } from '../formats.js'
import type { Wording } from '../wording.js'

export const commandWording: Wording = {
  option: flag,
  severalTables: 'the SQL gives several results',
  chooseTable: 'Choose one with --result N',
  nameFormat: 'Name it after the query (records "SELECT …" csv -o FILE)',
  seeFormats: 'See records formats.',
}
