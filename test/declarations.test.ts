import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, expect, inject, test } from 'vitest'
import { writeDeclarations } from './compiler.js'

/** The declarations that the package has, made anew. */
let folder = ''

beforeAll(() => {
  folder = join(inject('folder'), 'declarations')
  writeDeclarations(folder)
})

interface Declaration {
  readonly name: string
  /** The file's lines up to the declaration, and those of it. */
  readonly before: readonly string[]
  readonly lines: readonly string[]
}

/** Names that a file exports of others' by `export { … } from`, each with the file's path. */
function exported(path: string): Map<string, string> {
  const text = readFileSync(path, 'utf8')
  const names = [...text.matchAll(/^export (?:type )?{([^}]+)} from '(.+)\.js';$/gm)]
  return new Map(
    names.flatMap(([, list = '', file]) =>
      list
        .split(',')
        .map((name) => name.replace('type ', '').trim())
        .filter(Boolean)
        .map((name) => [name, join(dirname(path), `${file}.d.ts`)] as const),
    ),
  )
}

function declarationOf(name: string, path: string): Declaration {
  const lines = readFileSync(path, 'utf8').split('\n')
  const start = new RegExp(
    `^export (?:declare )?(?:abstract )?(?:class|interface|type|const|function) ${name}\\b`,
  )
  const at = lines.findIndex((line) => start.test(line))
  if (at < 0) return declarationOf(name, exported(path).get(name) as string)
  const length = lines.slice(at).findIndex((line) => /^\S.*[;}]$|^}/.test(line)) + 1
  return { name, before: lines.slice(0, at), lines: lines.slice(at, at + length) }
}

function declarations(): Declaration[] {
  const door = join(folder, 'src/index.d.ts')
  return [...exported(door)].map(([name, path]) => declarationOf(name, path))
}

/** The words that begin the members of a class, each with whether a docstring stands before it. */
function members({ lines }: Declaration): Map<string, boolean> {
  const all = new Map<string, boolean>()
  lines.forEach((line, index) => {
    const member = /^ {4}(?:static |readonly |abstract |protected |get |set )*(\w+)/.exec(line)?.[1]
    if (member === undefined || line === '    constructor();') return
    all.set(member, all.get(member) || (lines[index - 1]?.endsWith('*/') ?? false))
  })
  return all
}

/** Members without a docstring: of their own, or of the same member of the class that is extended. */
function bareMembers(declaration: Declaration, classes: readonly Declaration[]): string[] {
  const base = /extends (\w+)/.exec(declaration.lines[0] as string)?.[1]
  const extended = classes.find(({ name }) => name === base)
  const inherited = extended && members(extended)
  return [...members(declaration)]
    .filter(([member, told]) => !told && !inherited?.get(member))
    .map(([member]) => `${declaration.name}.${member}`)
}

test('every public name tells what it is', () => {
  const all = declarations()
  expect(all.length).toBeGreaterThan(50)
  const bare = all.filter(({ before }) => !before.at(-1)?.endsWith('*/')).map(({ name }) => name)
  const classes = all.filter(({ lines }) => /\bclass\b/.test(lines[0] as string))
  expect(classes.map(({ name }) => name)).toContain('Dataset')
  expect([...bare, ...classes.flatMap((one) => bareMembers(one, classes))]).toEqual([])
})

test('what a public type takes from another file is public too', () => {
  const all = declarations()
  const known = new Set([...all.map(({ name }) => name), 'FormatTypes'])
  const strangers = all.flatMap(({ before, lines }) => {
    const code = lines.join('\n').replace(/\/\*.*?\*\//gs, '')
    const imports = before.flatMap((line) => /^import .*{(.*)} from '\./.exec(line)?.[1] ?? [])
    const names = imports.flatMap((list) => list.match(/\b[A-Z]\w+/g) ?? [])
    return names.filter((name) => !known.has(name) && new RegExp(`\\b${name}\\b`).test(code))
  })
  expect(strangers).toEqual([])
})

test('what is internal is not declared', () => {
  for (const path of new Set(exported(join(folder, 'src/index.d.ts')).values())) {
    expect(readFileSync(path, 'utf8')).not.toContain('@internal')
  }
})
