import { readFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { formats } from '../../formatters/index.js'
import type { Column } from '../../src/core/column.js'
import type { Format, OptionDeclaration } from '../../src/core/formatter.js'
import type { Sink } from '../../src/core/sink.js'
import type { Table } from '../../src/core/table.js'
import type { Batch, Row } from '../../src/core/value.js'
import { readers } from '../readers/index.js'
import { columns, rows } from './every-kind.js'
import { book, column, dataset, defaults, failing, written } from './written.js'

const many: readonly Row[] = Array.from({ length: 12 }, () => rows).flat()

/** Writes one dataset, with the defaults. */
function write(format: Format, dataset: Table, sink: Sink): Promise<void> {
  const options = defaults(format)
  return format.tables === 'many'
    ? format.write(book(dataset), sink, options, () => {})
    : format.write(dataset, sink, options, () => {})
}

function batched(columns: readonly Column[], ...batches: readonly Batch[]): Table {
  return {
    columns,
    batches: (async function* () {
      yield* batches
    })(),
  }
}

describe.each(formats)('$name', (format) => {
  async function bytes(...datasets: readonly Table[]): Promise<Buffer> {
    return (await written(format, datasets)).bytes
  }

  test('does not depend on how the rows arrive', async () => {
    const whole = await bytes(dataset(columns, many, many.length))
    for (const size of [1, 2, 7]) expect(await bytes(dataset(columns, many, size))).toEqual(whole)
    const [first, second] = [many.slice(0, 5), many.slice(5)]
    expect(await bytes(batched(columns, [], first, [], [], second, []))).toEqual(whole)
  })

  test('writes the same twice, and another dataset differently', async () => {
    const once = await bytes(dataset(columns, rows))
    expect(await bytes(dataset(columns, rows))).toEqual(once)
    expect(await bytes(dataset(columns, rows.slice(1)))).not.toEqual(once)
  })

  test('writes no rows alike, and no columns', async () => {
    expect(await bytes(batched(columns, [], []))).toEqual(await bytes(dataset(columns, [])))
    expect(await bytes(batched([], [[], []]))).toEqual(await bytes(batched([], [[]], [], [[]])))
    expect(await bytes(batched([], []))).toEqual(await bytes(dataset([], [])))
  })

  const reader = readers[format.name]

  test.skipIf(!reader?.there)('gives the names of no rows, where it has names', async () => {
    const { bytes } = await written(format, [dataset(columns, [])], reader?.options)
    const names = columns.map(({ name }) => name)
    expect(reader?.read(bytes)).toEqual(reader?.expected({ names, rows: [] }))
  })

  test.skipIf(!reader?.there)('keeps columns of any names, in their order', async () => {
    const names = ['a', 'a', '2', '', '1', '__proto__', 'constructor', 'b c', '#', 'null']
    const keys = names.with(1, 'a_2')
    const cells = names.map((_, index) => ({ kind: 'integer', text: `${index}` }) as const)
    const source = dataset(
      names.map((name) => column(name, 'integer')),
      [cells.map(({ text }) => text)],
    )
    const { bytes } = await written(format, [source], reader?.options)
    expect(reader?.read(bytes)).toEqual(reader?.expected({ names, keys, rows: [cells] }))
  })

  test.each([1, 2, 3])('rejects as write %i does, and ends the query', async (failure) => {
    let reading = false
    async function* endless(): AsyncGenerator<Batch> {
      reading = true
      try {
        for (;;) yield many
      } finally {
        reading = false
      }
    }
    const full = new Error('disk full')
    let writes = 0
    const sink = {
      async write() {
        if (++writes === failure) throw full
      },
    }
    await expect(write(format, { columns, batches: endless() }, sink)).rejects.toBe(full)
    expect(reading).toBe(false)
    await setImmediate()
    expect(writes).toBe(failure)
  })

  test('rejects as the query does, and what it wrote is no whole', async () => {
    const lost = new Error('connection lost')
    const chunks: Buffer[] = []
    const sink = {
      write: async (chunk: string | Uint8Array) => void chunks.push(Buffer.from(chunk)),
    }
    await expect(write(format, failing(columns, many, lost), sink)).rejects.toBe(lost)
    const part = Buffer.concat(chunks)
    const whole = await bytes(dataset(columns, many))
    expect(whole.subarray(0, part.length).equals(part)).toBe(true)
    // These are a row a line, and nothing stands below the rows.
    const open = ['csv', 'tsv', 'jsonl', 'yaml'].includes(format.name)
    expect(part.length < whole.length).toBe(!open)
  })

  test('waits for each write before the next', async () => {
    let writing = 0
    const sink = {
      async write() {
        expect(++writing).toBe(1)
        await setImmediate()
        writing--
      },
    }
    await write(format, dataset(columns, many, 7), sink)
    expect(writing).toBe(0)
  })

  test('declares its options as the command line needs them', () => {
    for (const [name, option] of Object.entries<OptionDeclaration>(format.options)) {
      expect(name).toMatch(/^[a-z]+([A-Z][a-z]+)*$/)
      expect(option.summary).toMatch(/^\S.*[^\s.]$/)
      if (option.type === 'choice') expect(option.choices).toContain(option.default)
      if (option.type !== 'integer') continue
      expect(option.minimum).toBeLessThan(option.maximum)
      const { default: value = option.minimum } = option
      expect(Math.min(Math.max(value, option.minimum), option.maximum)).toBe(value)
    }
  })
})

describe.each(formats.filter(({ tables }) => tables === 'many'))('$name', (format) => {
  test('holds several tables, and none', async () => {
    const one = dataset(columns, rows)
    const two = () => [dataset(columns, rows, 2), dataset([column('n')], [['x']])]
    const both = (await written(format, two())).bytes
    expect(both).not.toEqual((await written(format, [one])).bytes)
    expect(both).toEqual((await written(format, two())).bytes)
    await expect(written(format, [])).resolves.toBeDefined()
  })
})

describe('of all formats', () => {
  const declared = formats.flatMap((format) =>
    Object.entries<OptionDeclaration>(format.options).map(([name, option]) => ({
      place: `${format.name} ${name}`,
      name,
      option,
    })),
  )

  function unique(words: readonly string[]): void {
    expect(words).toEqual([...new Set(words)])
  }

  test('names, aliases and extensions are unique', () => {
    unique(formats.flatMap(({ name, aliases = [] }) => [name, ...aliases]))
    const extensions = formats.flatMap((format) => format.extensions)
    unique(extensions)
    for (const extension of extensions) expect(extension).toMatch(/^[a-z0-9]+$/)
  })

  test('options of one name take the same', () => {
    for (const { place, name, option } of declared) {
      const { option: first } = declared.find((other) => other.name === name) ?? { option }
      const taken = ({ summary, default: _, ...taken }: OptionDeclaration) => taken
      expect([place, taken(option)]).toEqual([place, taken(first)])
    }
  })

  test('options of one name mean the same, but for these', () => {
    const different = declared.filter(({ name, option }) => {
      const first = declared.find((other) => other.name === name)?.option
      return option.default !== first?.default || option.summary !== first?.summary
    })
    expect(different.map(({ place }) => place)).toEqual([
      // COPY's own word for NULL.
      'tsv null',
      // A sheet has no place for a title: it stands in the properties of the file.
      'xlsx title',
      'ods title',
    ])
  })

  test('none loads a package before it is used', () => {
    expect(packagesLoadedBy(new URL('../../formatters/index.ts', import.meta.url))).toEqual([])
  })
})

/** The packages that a file imports statically, itself or by its own files. */
function packagesLoadedBy(file: URL, seen: Set<string> = new Set()): string[] {
  if (seen.has(file.href)) return []
  seen.add(file.href)
  const source = readFileSync(file, 'utf8')
  const statements = source.matchAll(/^(?:import|export) (?!type\b)[^'"]*?from '([^']+)'$/gm)
  return Array.from(statements, ([, name = '']) => name).flatMap((name) =>
    name.startsWith('.')
      ? packagesLoadedBy(new URL(name.replace(/\.js$/, '.ts'), file), seen)
      : [name],
  )
}
