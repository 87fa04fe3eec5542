// Checks the package as npm would publish it: packs it, lints the tarball, installs that in an empty
// project, and uses the command and the library from there.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import ExcelJS from 'exceljs'

const root = resolve(import.meta.dirname, '..')
const manifest = readJson(join(root, 'package.json'))
const folder = mkdtempSync(join(tmpdir(), 'records-package-'))
const project = join(folder, 'project')
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))

const tarball = pack()
run(root, 'npx', '--no', '--', 'publint', 'run', tarball, '--strict')
run(root, 'npx', '--no', '--', 'attw', tarball, '--profile', 'esm-only')
install()
checkDependencies()
checkCommand()
checkSchema()
await checkWorkbook()
checkLibrary()
console.log(`${manifest.name} ${manifest.version} installs, runs and type-checks.`)

/** Packs what is built: nothing is built again. */
function pack() {
  const command = join(root, manifest.bin.records)
  assert(existsSync(command), `${command} is missing. To build it: npm run build`)
  run(root, 'npm', 'pack', '--ignore-scripts', '--pack-destination', folder)
  return join(folder, readdirSync(folder)[0])
}

/**
 * Installs the tarball as a user does, but for better-sqlite3: where no binary of it can be had it
 * is compiled, which takes a minute and tests nothing of ours. So this checkout's is used.
 */
function install() {
  const checkout = join(root, 'node_modules/better-sqlite3')
  const { version } = readJson(join(checkout, 'package.json'))
  mkdirSync(project)
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }')
  run(project, 'npm', 'install', '--ignore-scripts', tarball, `better-sqlite3@${version}`)
  const binary = 'build/Release/better_sqlite3.node'
  if (existsSync(join(checkout, binary))) {
    cpSync(join(checkout, binary), join(project, 'node_modules/better-sqlite3', binary))
  }
}

/** exceljs is bundled: neither it nor what it would bring, much of it abandoned, is installed. */
function checkDependencies() {
  const { packages } = readJson(join(project, 'node_modules/.package-lock.json'))
  const installed = Object.keys(packages).map((path) => path.split('node_modules/').at(-1))
  assert(installed.includes(manifest.name))
  const unwanted = ['exceljs', 'unzipper', 'binary', 'chainsaw', 'traverse', 'fstream', 'inflight']
  assert.deepEqual(
    installed.filter((name) => unwanted.includes(name)),
    [],
  )
}

function checkSchema() {
  const schema = readJson(join(project, 'node_modules', manifest.name, 'dist/report.schema.json'))
  assert.equal(schema.$id, `https://unpkg.com/${manifest.name}/dist/report.schema.json`)
}

function checkCommand() {
  assert.equal(records('--version').trim(), manifest.version)
  assert.equal(records('select 42 as answer', 'csv', '--url=demo:'), 'answer\n42\n')
}

/** The largest of what is bundled, loaded from the bundle. */
async function checkWorkbook() {
  const path = join(project, 'answer.xlsx')
  records('select 42 as answer', 'xlsx', '--url=demo:', `--output=${path}`)
  const { worksheets } = await new ExcelJS.Workbook().xlsx.readFile(path)
  const cells = ['A1', 'A2'].map((address) => worksheets[0].getCell(address).value)
  assert.deepEqual(cells, ['answer', 42])
}

/**
 * The library from TypeScript, as an ES module and as CommonJS: its types under both resolutions
 * that know `exports`, and a run of each.
 */
function checkLibrary() {
  for (const consumer of ['consumer.ts', 'consumer.cts']) {
    copyFileSync(join(root, 'scripts', consumer), join(project, consumer))
  }
  const typeTests = copyTypeTests()
  const modules = ['consumer.ts', ...typeTests]
  tsc(...modules, '--module', 'esnext', '--moduleResolution', 'bundler', '--noEmit')
  tsc(...modules, '--module', 'nodenext', '--noEmit')
  tsc('consumer.ts', 'consumer.cts', '--module', 'nodenext')
  // The second leaves its database open: both end by themselves.
  for (const consumer of ['consumer.js', 'consumer.cjs']) {
    assert.equal(run(project, process.execPath, consumer), 'answer = 42\n')
  }
  const script = "const { version } = require('records-sql'); console.log(version)"
  const options = ['--input-type=commonjs', '--eval', script]
  assert.equal(run(project, process.execPath, ...options).trim(), manifest.version)
}

/** The tests of the types, against the declarations of the package. */
function copyTypeTests() {
  const tests = readdirSync(join(root, 'test/types'))
  for (const name of tests) {
    const text = readFileSync(join(root, 'test/types', name), 'utf8')
    writeFileSync(join(project, name), text.replaceAll('../../src/index.js', manifest.name))
  }
  return tests
}

function tsc(...words) {
  const strict = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess']
  const library = ['--target', 'es2023', '--lib', 'es2023,dom,esnext.disposable']
  const types = ['--types', 'node', '--typeRoots', join(root, 'node_modules/@types')]
  const program = join(root, 'node_modules/typescript/bin/tsc')
  run(project, process.execPath, program, ...words, ...strict, ...library, ...types)
}

function records(...words) {
  return run(project, 'npx', '--no', '--', 'records', ...words)
}

function run(cwd, program, ...words) {
  try {
    return execFileSync(program, words, {
      cwd,
      encoding: 'utf8',
      timeout: 300_000,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  } catch (error) {
    throw new Error(`${program} ${words.join(' ')}\n${error.stdout}${error.stderr}`)
  }
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'))
}
