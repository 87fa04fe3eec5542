// Makes real reports from the sample database `demo:`, printing each command before it runs.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

const commands = [
  {
    about: 'The ten best-selling cheeses of 2025, on the terminal:',
    words: ['examples/best-sellers.sql', 'table', 'year=2025', '--url', 'demo:'],
  },
  {
    about: "Each month's revenue by style of cheese, as a spreadsheet:",
    words: ['examples/monthly-sales.sql', '--url', 'demo:'],
    output: 'reports/sales.xlsx',
  },
  {
    about: 'Every purchase there was, as CSV:',
    words: ['select * from sales order by bought_at', '--url', 'demo:'],
    output: 'reports/purchases.csv',
  },
  {
    about: 'The customers of 2025, as a web page:',
    words: [
      'examples/customers.sql',
      'year=2025',
      '--url',
      'demo:',
      '--title',
      'Customers of 2025',
    ],
    output: 'reports/customers.html',
  },
]

const root = resolve(import.meta.dirname, '..')
const command = join(root, 'dist/bin/records.js')

if (!existsSync(command)) fail('The command is not built yet: npm run build')
mkdirSync(join(root, 'reports'), { recursive: true })
console.log('A cheese shop keeps its books in a small database, `demo:`. Let us look into them.')
for (const { about, words, output } of commands) {
  const all = output === undefined ? words : [...words, '-o', output]
  console.log(`\n${about}\n\n$ records ${all.map(shellWord).join(' ')}${output ? '' : '\n'}`)
  const { status } = spawnSync(process.execPath, [command, ...all], { cwd: root, stdio: 'inherit' })
  if (status !== 0) fail(`The command failed with status ${status}.`)
}
const outputs = commands.flatMap(({ output }) => output ?? []).map((file) => join(root, file))
console.log(`\nYour reports are ready to open:\n\n${outputs.map((file) => `  ${file}\n`).join('')}`)
console.log('The tables are cheese, customer and purchase, and sales is a view of all three.')
console.log('A query of your own: node dist/bin/records.js "select * from cheese" --url demo:')

/** A word as it is typed in a shell. */
function shellWord(word) {
  return /^[\w./:=-]+$/.test(word) ? word : `"${word.replace(/["\\$`]/g, '\\$&')}"`
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
