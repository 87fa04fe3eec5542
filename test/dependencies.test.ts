import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, inject, test } from 'vitest'
import { bundle } from '../scripts/bundle.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const page = readFileSync(join(root, 'docs/dependencies.md'), 'utf8')
const manifest = readJson('package.json')

interface Locked {
  readonly dev?: boolean
  readonly license?: string
  readonly hasInstallScript?: boolean
}

const locked: Readonly<Record<string, Locked>> = readJson('package-lock.json').packages

// biome-ignore lint/suspicious/noExplicitAny: what a package says of itself
function readJson(path: string): any {
  return JSON.parse(readFileSync(join(root, path), 'utf8'))
}

/** The rows of a table on the page: a package, and its licence. */
function listed(heading: string): [name: string, licence: string][] {
  const section = page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  const rows = section.matchAll(/^\| `([^`]+)` \| ([^ |]+) \| [^|]+ \|$/gm)
  return Array.from(rows, ([, name = '', licence = '']) => [name, licence])
}

function withLicences(names: Iterable<string>): [name: string, licence: string][] {
  const all = [...names].sort()
  return all.map((name) => [name, readJson(`node_modules/${name}/package.json`).license])
}

test('what is installed with it is listed', () => {
  expect(listed('Installed with it')).toEqual(withLicences(Object.keys(manifest.dependencies)))
})

test('what is bundled is listed', async () => {
  const { ofTheSource } = await bundle(join(inject('folder'), 'bundled'))
  expect(listed('Bundled')).toEqual(withLicences(ofTheSource))
})

test('the licences of what is bundled are passed on', () => {
  const licences = readFileSync(join(inject('built'), 'LICENSES.txt'), 'utf8')
  for (const [name, licence] of listed('Bundled')) {
    expect(licences).toMatch(new RegExp(`^${name} \\S+ \\(${licence}\\)$`, 'm'))
  }
})

const installed = Object.entries(locked).filter(([path, { dev }]) => path !== '' && !dev)

test('nothing but better-sqlite3 runs a script when it is installed', () => {
  const scripted = installed.filter(([, { hasInstallScript }]) => hasInstallScript)
  expect(scripted.map(([path]) => path)).toEqual(['node_modules/better-sqlite3'])
})

test('licences allow what is done with the packages', () => {
  const free = /^\(?(?:MIT|ISC|BSD-[23]-Clause|0BSD|Apache-2\.0|BlueOak-1\.0\.0|WTFPL)\b/
  const others = installed.filter(([, { license = '' }]) => !free.test(license))
  expect(others).toEqual([])
})
