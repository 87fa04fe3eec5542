import { type Database, registerFormat, type TableFormat } from '../../src/index.js'
import { exactly } from './exactly.js'

const options = {
  section: { type: 'string', default: 'row', summary: 'what begins a section' },
  width: { type: 'integer', minimum: 1, maximum: 80, summary: 'of a line' },
  style: { type: 'choice', choices: ['plain', 'fancy'], default: 'plain', summary: 'the look' },
} as const

const ini: TableFormat<typeof options> = {
  name: 'ini',
  extensions: ['ini'],
  summary: 'a section a row',
  content: 'text',
  tables: 'one',
  options,
  async write({ columns }, sink, { section, width, style }) {
    exactly<string>()(section)
    exactly<number | undefined>()(width)
    exactly<'plain' | 'fancy'>()(style)
    await sink.write(`[${section}]\n${columns.map(({ name }) => name)}`)
  },
}

declare module '../../src/index.js' {
  interface Formats {
    ini: typeof ini
  }
}

registerFormat(ini)

export async function registered(database: Database): Promise<void> {
  const rows = database.query('select 1')
  exactly<string>()(await rows.export('ini', { section: 'cheese', width: 40 }))
  // @ts-expect-error its type
  await rows.export('ini', { section: 5 })
  // @ts-expect-error no option of the format
  await rows.export('ini', { sections: 'cheese' })
  // @ts-expect-error none of the choices
  await rows.export('ini', { style: 'bold' })
}
