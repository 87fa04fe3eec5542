// Measures the whole command against the databases' own clients: see docs/benchmarks.md.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { casesOf } from './cases.js'
import { compare } from './measure.js'
import { findPrograms } from './programs.js'
import { importServers } from './servers.js'
import { sources } from './sources.js'
import { head, machine, row } from './table.js'

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '200000' },
    runs: { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
  },
})
const rows = positive('rows')
const runs = positive('runs')
const only = new RegExp(values.only, 'i')
const servers = await importServers()
const programs = findPrograms(servers)
for (const name of ['records', 'python']) {
  if (programs[name].words === undefined) fail(`${name} is missing: ${programs[name].install}`)
}
const { formats } = await import('../dist/src/index.js')
const chosen = casesOf(formats().map(({ name }) => name)).filter(({ name }) => only.test(name))
if (chosen.length === 0) fail(`No case matches ${only}; see bench/cases.js`)
const opened = new Map()

const folder = servers.keepFolder()
try {
  await openSources()
  printMachine()
  console.log(head)
  for (const one of chosen) measureCase(one)
} finally {
  for (const source of opened.values()) await source.stop()
  await folder.remove()
}

async function openSources() {
  for (const name of new Set(chosen.flatMap(({ from }) => from ?? []))) {
    console.error(`${name}: making ${rows} rows …`)
    const source = await sources[name].open({ folder: folder.path, rows, programs, servers })
    if (source !== undefined) opened.set(name, source)
  }
}

/** The machine, and the versions of everything that takes part. */
function printMachine() {
  const names = new Set(['records', 'node', ...chosen.flatMap(({ peer }) => peer?.[0] ?? [])])
  const versions = [...names].flatMap((name) => {
    const { version } = programs[name]
    return version === undefined ? [] : `${name}: ${version}`
  })
  const databases = [...opened.values()].flatMap(({ version }) => version ?? [])
  const facts = [
    machine(),
    ...versions,
    ...databases,
    `${rows} rows of 8 columns, median of ${runs} runs`,
  ]
  console.log(`${facts.map((fact) => `- ${fact}`).join('\n')}\n`)
}

function measureCase({ name, from, records, peer, most, repeat = 1 }) {
  const absent = missing(from, peer?.[0])
  if (absent !== undefined) {
    console.error(`${name} is skipped, ${absent} is missing: ${programs[absent].install}`)
    return
  }
  const { url, client } = opened.get(from) ?? {}
  const places = { $source: url, $output: join(folder.path, 'output') }
  const command = ({ words, env = {} }, more) => {
    return { words: [...words, ...more.map((word) => placed(word, places))], env }
  }
  const commands = [command(programs.records, records)]
  // A server's own client is connected to it.
  const program = peer && (peer[0] === sources[from]?.program ? client : programs[peer[0]])
  if (program) commands.push(command(program, peer.slice(1)))
  const options = { runs: runs * repeat, output: places.$output }
  try {
    const [ours, theirs] = compare(programs.python.words[0], commands, options)
    console.log(row(name, ours, peer?.[0], theirs, most))
  } catch (error) {
    if (error.status === undefined) throw error
    console.error(`${name} failed: ${error.stderr}`)
    process.exitCode = 1
  }
}

function placed(word, { $source, $output }) {
  return word.replace('$source', () => $source).replace('$output', () => $output)
}

/** The program without which a case cannot be measured. */
function missing(from, peer) {
  if (from !== undefined && !opened.has(from)) return sources[from].program
  return peer !== undefined && programs[peer].words === undefined ? peer : undefined
}

function positive(name) {
  const number = Number(values[name])
  return number >= 1 && Number.isInteger(number) ? number : fail(`--${name} is a positive integer`)
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
