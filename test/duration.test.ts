import { expect, test } from 'vitest'
import { duration, milliseconds } from '../src/duration.js'

test.each([
  ['500ms', 500],
  ['30s', 30_000],
  ['30', 30_000],
  ['1.5m', 90_000],
  ['1h', 3_600_000],
  ['0.25', 250],
  ['24d', undefined],
  ['0', undefined],
  ['0.2ms', undefined],
  ['-1', undefined],
  ['', undefined],
  ['1e3', undefined],
  ['30 s', undefined],
  ['597h', undefined],
])('%s', (text, time) => {
  expect(milliseconds(text)).toBe(time)
})

test.each([250, 30_000, 1500])('%i ms reads back', (time) => {
  expect(milliseconds(duration(time).replace(' ', ''))).toBe(time)
})
