import { describe, expect, it } from 'vitest'
import latex from '../../formatters/latex.js'
import { type Engine, hasLatex, typeset } from '../readers/latex.js'
import { hostileTexts } from './hostile.js'
import { column, dataset, written } from './written.js'

async function text(
  ...words: Parameters<typeof written> extends [unknown, ...infer W] ? W : never
) {
  return (await written(latex, ...words)).bytes.toString()
}

const packages = '\\usepackage{booktabs, longtable}'
const preambles: Record<Engine, string> = {
  xelatex: `\\documentclass{article}\\usepackage{fontspec}${packages}`,
  pdflatex: `\\documentclass{article}\\usepackage[T1]{fontenc}\\usepackage{lmodern}${packages}`,
}

describe.skipIf(!hasLatex).each(['xelatex', 'pdflatex'] as const)('typeset by %s', (engine) => {
  /** The lines of the pages, without white space: its width is the typesetter's. */
  function lines(document: string): string[] {
    const { complaints, text } = typeset(document, engine)
    expect(complaints).toEqual([])
    const compact = text.split(/[\n\f]/).map((line) => line.replace(/\s/g, ''))
    return compact.filter((line) => line !== '')
  }

  it('every text comes back', async () => {
    const odd = [
      '[',
      '*',
      '-5',
      '0',
      'false',
      "?`!`''",
      ',,',
      '<<>>',
      '---',
      '\\\\[1cm]',
      '| "',
      '%',
    ]
    const latin = ['àâçéñöüßæœøåđłšžčěřţğıİ', '“quoted” ‘text’ – — • € ™ ©', '¿¡«»']
    const values = [...odd, ...latin, ...hostileTexts(400)].filter((value) => value.trim())
    const rows = values.map((value) => [`${value}|`, 'end'])
    const columns = [column('c', 'text'), column('d', 'text')]
    const document = await text([dataset(columns, rows)], { document: true, header: false })
    const marked = lines(document).filter((line) => line.endsWith('|end'))
    expect(marked).toEqual(values.map((value) => `${value.replace(/\s/g, '')}|end`))
  })

  it('lines of a cell stand one above the other', async () => {
    const columns = [column('two\nlines', 'text'), column('n', 'integer')]
    const rows = [['[a\r\n*b\n\n[c]', '1']]
    const document = await text([dataset(columns, rows)], { document: true })
    expect(lines(document)).toEqual(['twon', 'lines', '[a1', '*b', '[c]', '1'])
  })

  it.each([{}, { longtable: true }])('as part of a document: %j', async (options) => {
    const columns = [column('_n_', 'integer'), column('*', 'text')]
    const results = [
      dataset(columns, [
        ['-1', '[x]'],
        ['20', null],
      ]),
      dataset(columns, []),
      dataset([column('', 'text')], [[''], [' ']]),
      dataset([], [[]]),
    ]
    const part = await text(results, { ...options, title: '100% [of]\nit' })
    const read = lines(`${preambles[engine]}\\begin{document}\n${part}\\end{document}\n`)
    expect(read.join(' ')).toContain('Table1:100%[of]it _n_* -1[x] 20 _n_*')
    expect(read).toContain('(1row,nocolumns)')
  })

  it('many rows go on from page to page below the same header', async () => {
    const rows = Array.from({ length: 120 }, (_, index) => [`row ${index}`])
    const results = [dataset([column('heading', 'text')], rows)]
    const read = lines(await text(results, { document: true, title: 'Title' }))
    expect(read.filter((line) => line.startsWith('row'))).toHaveLength(120)
    expect(read.filter((line) => line === 'heading').length).toBeGreaterThan(1)
    expect(read.filter((line) => line.includes('Title'))).toHaveLength(1)
  })

  it('a long table that is wide is made to fit the page', async () => {
    const columns = Array.from({ length: 12 }, (_, index) => column(`column ${index}`, 'text'))
    const row = columns.map((_, index) => `WMW ${'m'.repeat(index)}\nshort`)
    const rows = Array.from({ length: 60 }, () => row)
    const read = lines(await text([dataset(columns, rows)], { document: true }))
    expect(read.filter((line) => line.startsWith('WMWWMWm'))).toHaveLength(60)
  })

  it('a wide table is made to fit the page', async () => {
    const columns = Array.from({ length: 30 }, (_, index) => column(`column ${index}`, 'text'))
    const document = await text([dataset(columns, [columns.map(({ name }) => name)])], {
      document: true,
    })
    expect(lines(document)[0]).toBe(columns.map(({ name }) => name.replace(' ', '')).join(''))
  })
})

it.skipIf(!hasLatex)('a character that the font lacks is an error', async () => {
  const document = await text([dataset([column('c', 'text')], [['日']])], { document: true })
  expect(typeset(document, 'xelatex').complaints).toContainEqual(
    expect.stringMatching(/^! Missing/),
  )
})

it('spaces are kept', async () => {
  const written = await text([dataset([column('c', 'text')], [['  a  b c ']])])
  expect(written).toContain('    \\ \\ a \\ b c\\  \\\\\n')
})
