import { expect, test } from 'vitest'
import { records } from './records.js'

test.each([
  [['run', 'a.yml', '-o', 'a.csv'], '--output is not for reports'],
  [['run', 'a.yml', '--total', 'n'], '--total is not for reports'],
  [['check', 'a.yml', '--no-header'], '--header is not for reports'],
  [['run', 'a.yml', '-1'], '--single-transaction is not for reports'],
  [['run'], 'there is no report to run'],
  [['run', 'a.yml', 'b.yml'], 'b.yml is no parameter'],
  [['run', 'nowhere.yml'], 'there is no report nowhere.yml'],
  [['run', 'a.yml', '--as-of'], '--as-of needs a value'],
  [['select 1', '--dry-run', '--url', 'demo:'], '--dry-run is for reports'],
  [['select 1', '--as-of', '2026-10-01', '--url', 'demo:'], '--as-of is for reports'],
  [['connections', '--dry-run'], '--dry-run is for reports'],
])('%j', async (words, said) => {
  const { status, stdout, stderr } = await records(words)
  expect(stderr).toContain(`records: ${said}`)
  expect([status, stdout]).toEqual([2, ''])
})
