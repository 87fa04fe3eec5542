import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Who may import whom: a file under the first path, files under the others. The most exact path
 * counts. A format or a driver knows the core and nothing else of ours.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'src/core/': ['src/core/'],
  'src/sql/': ['src/sql/', 'src/core/'],
  'src/drivers/': ['src/drivers/', 'src/core/'],
  'formatters/': ['formatters/', 'src/core/'],
  'src/output/': ['src/output/', 'src/core/'],
  'src/cli/': ['src/', 'formatters/index.ts'],
  'src/dataset/': ['src/', 'formatters/table/lines.ts'],
  'src/': ['src/core/', 'src/sql/', 'src/drivers/index.ts', 'formatters/index.ts', 'src/'],
  'bin/': ['src/cli/'],
}

/** What the pieces on `src/` itself may not reach for, though they lie below it. */
const forbidden: Readonly<Record<string, readonly string[]>> = {
  'src/': ['src/cli/', 'bin/'],
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
}

function imports(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/(?:from|import\()\s*'(\.[^']*)'/g)].map(([, path = '']) =>
    relative(root, join(root, dirname(file), path)).replace(/\.js$/, '.ts'),
  )
}

const files = ['bin', 'src', 'formatters'].flatMap(sources)

test.each(files)('%s imports only what it may', (file) => {
  const rule = Object.keys(allowed)
    .filter((path) => file.startsWith(path))
    .sort((a, b) => b.length - a.length)[0] as string
  const strangers = imports(file).filter((imported) => {
    const starts = (path: string) => imported.startsWith(path)
    return !allowed[rule]?.some(starts) || forbidden[rule]?.some(starts)
  })
  expect(strangers.filter((path) => path !== 'package.json')).toEqual([])
})

test('one format does not know another, but for those of one family', () => {
  const family = /json|yaml/
  for (const file of sources('formatters')) {
    if (file === join('formatters', 'index.ts')) continue
    const name = file.split('/')[1]?.replace('.ts', '')
    const others = imports(file).filter(
      (path) => path.startsWith('formatters/') && path.split('/')[1]?.replace('.ts', '') !== name,
    )
    expect(others.filter((path) => !(family.test(file) && family.test(path)))).toEqual([])
  }
})

test('one driver does not know another', () => {
  const names = /(sqlite|postgres|mysql)/
  for (const file of sources('src/drivers').filter((path) => names.test(path))) {
    const own = names.exec(file)?.[1]
    const others = imports(file).filter((path) => names.test(path) && names.exec(path)?.[1] !== own)
    expect(others).toEqual([])
  }
})
