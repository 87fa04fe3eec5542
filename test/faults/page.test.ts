import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Fault, Outcome } from './fault.js'
import { groups } from './groups.js'

const page = readFileSync(new URL('../../docs/faults.md', import.meta.url), 'utf8')

test.each(groups)('docs/faults.md tells what the tests see: $title', ({ title, faults }) => {
  const section = page.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? ''
  const table = section.split('\n').filter((line) => line.startsWith('|'))
  expect(table).toEqual([
    '| Fault | PostgreSQL | MySQL, MariaDB | SQLite |',
    '|---|---|---|---|',
    ...faults.map(lineOf),
  ])
})

function lineOf({ name, outcomes: { postgresql, mysql, sqlite } }: Fault): string {
  return `| ${[name, ...[postgresql, mysql, sqlite].map(inWords)].join(' | ')} |`
}

function inWords(outcome: Outcome | undefined): string {
  if (outcome === undefined) return '–'
  const says = outcome.says.map((words) => `\`${words}\``).join(' or ')
  return [outcome.status, says].filter((part) => part !== '').join(' ')
}
