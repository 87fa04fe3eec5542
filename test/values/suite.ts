import { beforeAll, describe, expect, test } from 'vitest'
import { type DataValue, hasPython, hasPyYaml, readJson } from '../readers/data.js'
import { hasOffice } from '../readers/office.js'
import { hasOpenpyxl } from '../readers/xlsx.js'
import { type DatabaseName, describeDatabase } from '../servers/index.js'
import { type Case, matrices } from './matrix.js'
import { resaved, resavedCells } from './office.js'
import { expectedBack, type ReadBack, readBack } from './read-back.js'
import { becomes, type Parts, type SheetCell } from './rules.js'

/** Where we mean to write something else than the database's own client. */
export interface Difference {
  readonly ours: string
  readonly reason: string
}

/** How a database's own client prints the row of its matrix, and what else must be known of it. */
export interface Client {
  /** The cells of the query's one row, null for NULL. */
  print(url: string, query: string): Promise<(string | null)[]>
  /** By the value's name. */
  readonly differences: Readonly<Record<string, Difference>>
  /** What readers of YAML find in JSON and arrays, where it is not what readers of JSON find. */
  readonly yaml?: Readonly<Record<string, unknown>>
}

const hasReaders = hasPython && hasPyYaml && hasOpenpyxl

/** Every value of a database's matrix, in every format, against what the client prints. */
export function testValues(name: DatabaseName, client: Client): void {
  describeDatabase(name, ({ url, execute }) => {
    const { cases, setup, query } = matrices[name]
    const { differences } = client
    let printed: ReadonlyMap<string, string | null>
    let found: ReadonlyMap<string, ReadBack>
    let parts: ReadonlyMap<string, Parts>

    beforeAll(async () => {
      await execute(setup)
      printed = byName(cases, await client.print(url, query))
      found = byName(cases, await readBack(url, query))
      parts = byName(cases, partsOf(cases, printed, client.yaml))
    })

    const named = cases.map(({ name, source, rule }) => [name, source, rule] as const)
    const textOf = (name: string) => differences[name]?.ours ?? printed.get(name) ?? null

    describe.skipIf(!hasReaders)('in every format', () => {
      test.each(named)('%s: %s', (name, _source, rule) => {
        const text = textOf(name)
        const expected = becomes(rule, text ?? '', parts.get(name))
        expect(found.get(name)).toEqual(expectedBack(name, text, expected))
      })
    })

    describe.skipIf(!hasReaders || !hasOffice)('in a workbook that LibreOffice saves', () => {
      let saved: ReadonlyMap<string, SheetCell>

      beforeAll(async () => {
        saved = byName(cases, await resavedCells(url, query))
      })

      test.each(named)('%s: %s', (name, _source, rule) => {
        expect(saved.get(name)).toEqual(resaved(becomes(rule, textOf(name) ?? '').sheet))
      })
    })

    const meant = Object.entries(differences).map(
      ([name, { ours, reason }]) => [name, reason, ours] as const,
    )
    test.each(meant)('%s is not what the client prints: %s', (name, _reason, ours) => {
      expect(printed.get(name)).not.toBe(ours)
    })
  })
}

function byName<T>(cases: readonly Case[], values: readonly T[]): Map<string, T> {
  expect(values).toHaveLength(cases.length)
  return new Map(cases.map(({ name }, index) => [name, values[index] as T]))
}

/** What values with parts hold: JSON as it is printed, arrays as their list has them. */
function partsOf(
  cases: readonly Case[],
  printed: ReadonlyMap<string, string | null>,
  yaml: Readonly<Record<string, unknown>> = {},
): Parts[] {
  const texts = cases.map(({ name, rule, json = 'null' }) =>
    rule === 'json' ? printed.get(name) : json,
  )
  const read = readJson(`[${texts}]\n`) as readonly DataValue[]
  return cases.map(({ name }, index) => {
    const json = read[index]
    return { json, yaml: name in yaml ? yaml[name] : json }
  })
}
