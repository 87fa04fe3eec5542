// Measures what grows with the number of rows: see docs/scale.md.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { compare } from './measure.js'
import { findPrograms } from './programs.js'
import { importServers } from './servers.js'
import { sources } from './sources.js'
import { machine } from './table.js'

const { values } = parseArgs({
  options: {
    /** The table's own rows; a query multiplies them. */
    rows: { type: 'string', default: '100000' },
    times: { type: 'string', default: '1,10,100' },
    formats: { type: 'string', default: 'csv,jsonl,xlsx' },
    runs: { type: 'string', default: '1' },
  },
})
const rows = Number(values.rows)
const times = values.times.split(',').map(Number)
const formats = values.formats.split(',')
const billion = 1e9
/** What the two longest runs say of more. */
const models = ['rows a second', 'a billion rows take', 'and make']

const servers = await importServers()
const programs = findPrograms(servers)
const folder = servers.keepFolder()
try {
  console.log(`${machine()}, node ${process.version}\n`)
  console.log(line(['', ...times.map((n) => (n * rows).toLocaleString('en')), ...models]))
  console.log(line([':--', ...times.map(() => '--:'), ...models.map(() => '--:')]))
  for (const name of Object.keys(sources)) await measureSource(name)
} finally {
  await folder.remove()
}

async function measureSource(name) {
  const source = await sources[name].open({ folder: folder.path, rows, programs, servers })
  if (source === undefined) return
  try {
    for (const format of formats) measureFormat(name, format, source.url)
  } finally {
    await source.stop()
  }
}

function measureFormat(name, format, url) {
  const samples = times.map((n) => {
    const sql = `with recursive f (n) as (select 1 union all select n + 1 from f where n < ${n})
      select sales.* from sales, f`
    const output = join(folder.path, 'output')
    const words = [...programs.records.words, sql, format, '--url', url, '-q']
    const options = { runs: Number(values.runs), output }
    const [sample] = compare(programs.python.words[0], [{ words, env: {} }], options)
    return sample
  })
  const took = samples.map(({ seconds, memory }) => `${seconds.toFixed(1)} s, ${mega(memory)} MB`)
  const [more, most] = samples.slice(-2)
  const [moreRows, mostRows] = times.slice(-2).map((n) => n * rows)
  const perRow = (most.seconds - more.seconds) / (mostRows - moreRows)
  const bytes = most.size / mostRows
  const model = [
    Math.round(1 / perRow).toLocaleString('en'),
    clock(perRow * billion),
    `${((bytes * billion) / 1e9).toFixed(0)} GB`,
  ]
  console.log(line([`${name} → ${format}`, ...took, ...model]))
}

function mega(bytes) {
  return (bytes / 1e6).toFixed(0)
}

/** Hours and minutes. */
function clock(seconds) {
  const minutes = Math.round(seconds / 60)
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
}

function line(cells) {
  return `| ${cells.join(' | ')} |`
}
