import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)/

/**
 * What a bundle was made of, from esbuild's metafile: the folders of all packages, and the names of
 * those that the source itself imports.
 */
export function bundledPackages({ inputs }) {
  const folders = Object.keys(inputs).map((path) => folder.exec(path)?.[0])
  const ours = Object.entries(inputs).filter(([path]) => !folder.test(path))
  const imported = ours.flatMap(([, { imports }]) => imports.filter(({ external }) => !external))
  const names = imported.map(({ path }) => folder.exec(path)?.[1])
  return { folders: sorted(folders), ofTheSource: sorted(names) }
}

function sorted(words) {
  return [...new Set(words.filter(Boolean))].sort()
}

/** The licences of those packages, as they ask to be passed on with what is made of them. */
export function licencesOf(folders) {
  return folders.map(licenceOf).join('\n')
}

function licenceOf(folder) {
  const { name, version, license, author } = readJson(join(folder, 'package.json'))
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
  // A few packages only name theirs.
  const text = file ? readFileSync(join(folder, file), 'utf8') : `By ${author?.name ?? author}.`
  return `${name} ${version} (${license})\n\n${text.trim()}\n`
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'))
}
