import { expect, it } from 'vitest'
import { nearest } from '../../src/core/nearest.js'

const formats = ['csv', 'tsv', 'json', 'jsonl', 'yaml', 'xlsx', 'latex', 'markdown']

it.each([
  ['csvv', 'csv'],
  ['cvs', 'csv'],
  ['jsno', 'json'],
  ['JSON', 'json'],
  ['json', 'json'],
  ['xslx', 'xlsx'],
  ['xls', 'xlsx'],
  ['mrakdwon', 'markdown'],
  ['latx', 'latex'],
])('%s was meant to be %s', (word, meant) => {
  expect(nearest(word, formats)).toBe(meant)
})

it.each(['parquet', 'html', 'c', '', 'x', 'markup'])('%s is near none', (word) => {
  expect(nearest(word, formats)).toBeUndefined()
})

it('has no candidate among none', () => {
  expect(nearest('csv', [])).toBeUndefined()
})

it('takes the first of several that are as near', () => {
  expect(nearest('bsv', formats)).toBe('csv')
})
