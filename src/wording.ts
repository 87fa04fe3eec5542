/** How a message names what its reader can do: in the words of a program, or of the command line. */
export interface Wording {
  /** An option, of a format or of the export. */
  option(name: string): string
  /** Several tables where one is wanted: what there is, and how to choose one. */
  readonly severalTables: string
  readonly chooseTable: string
  /** How to name the format where a file's name does not tell it. */
  readonly nameFormat: string
  /** Where the formats and their options are explained. */
  readonly seeFormats: string
}

export const programWording: Wording = {
  option: (name) => name,
  severalTables: 'there are several tables',
  chooseTable: 'Export one of them',
  nameFormat: "Name it: { format: 'csv' }",
  seeFormats: 'See formats().',
}
