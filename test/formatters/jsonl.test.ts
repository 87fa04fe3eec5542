import { describe, expect, test } from 'vitest'
import jsonl from '../../formatters/jsonl.js'
import { hasPython, readJsonLines } from '../readers/data.js'
import { anyTexts } from './any-text.js'
import { columns, rows } from './every-kind.js'
import { expectGolden } from './golden.js'
import { hostileTexts } from './hostile.js'
import { column, dataset, written } from './written.js'

test('jsonl.jsonl is as it was', async () => {
  const { text } = await written(jsonl, [dataset(columns, rows)])
  expectGolden('jsonl.jsonl', text)
  const lines = text.split('\n')
  expect(lines.pop()).toBe('')
  expect(lines.map((line) => JSON.parse(line))).toHaveLength(rows.length)
})

test('JSON of several lines stands on one', async () => {
  const details = '{\r\n  "a": [\n    "b\\n"\n  ]\r}'
  const { text } = await written(jsonl, [dataset([column('a', 'json')], [[details]])])
  expect(text.indexOf('\n')).toBe(text.length - 1)
  expect(JSON.parse(text)).toEqual({ a: { a: ['b\n'] } })
})

test('option bigNumbers', async () => {
  const source = () => dataset([column('a', 'integer')], [['9007199254740993']])
  expect((await written(jsonl, [source()])).text).toBe('{"a": 9007199254740993}\n')
  const { text } = await written(jsonl, [source()], { bigNumbers: 'string' })
  expect(text).toBe('{"a": "9007199254740993"}\n')
})

test('rows without columns', async () => {
  expect((await written(jsonl, [dataset([], [[], []])])).text).toBe('{}\n{}\n')
})

test('columns of one name are made different', async () => {
  const { text, notes } = await written(jsonl, [dataset([column('a'), column('a')], [['x', 'y']])])
  expect(text).toBe('{"a": "x", "a_2": "y"}\n')
  expect(notes).toHaveLength(1)
})

describe.skipIf(!hasPython)("read by Python's json, line by line", () => {
  test('any text comes back', async () => {
    const texts = [...anyTexts(1000), ...hostileTexts(200)]
    const source = dataset(
      [column('a')],
      texts.map((text) => [text]),
    )
    expect(readJsonLines((await written(jsonl, [source])).text)).toEqual(
      texts.map((text) => ({ entries: [['a', text.toWellFormed()]] })),
    )
  })
})
