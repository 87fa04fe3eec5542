import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync, transformSync } from 'esbuild'
import { describe, expect, inject, test } from 'vitest'
import { formats } from '../formatters/index.js'
import { parseConnectionUrl } from '../src/connection-url.js'
import type { OptionDeclaration } from '../src/core/formatter.js'
import { flag } from '../src/formats.js'
import { Database, exportResults, optionValues } from '../src/index.js'
import { commandFile, libraryFile } from './cli/built.js'
import { compile, writeDeclarations } from './compiler.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const modules = join(root, 'node_modules')
const pages = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => join('docs', name))]
const textOf = (page: string) => readFileSync(join(root, page), 'utf8')

function blocks(page: string, language: string): string[] {
  const fences = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms')
  return [...textOf(page).matchAll(fences)].map(([, text = '']) => text)
}

/** A program, and what it prints in the block behind it. */
const programAndOutput = /^```ts\n((?:(?!```).*\n)*)```\n\n```\n((?:(?!```).*\n)*)```$/gm

/** A console's commands, each with what it prints: `$ command`, continued by `> `. */
function commands(block: string): { command: string; printed: string }[] {
  return block
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [, command = '', printed = ''] = /^([^\n]*\n(?:> [^\n]*\n)*)(.*)$/s.exec(part) ?? []
      return { command: command.replace(/^> /gm, ''), printed }
    })
}

/** A folder to try a page in: with the examples, and with `records` on the path. */
function playground(page: string): { cwd: string; path: string } {
  const cwd = join(inject('folder'), page.replace(/\W/g, '-'))
  const path = join(cwd, '.bin')
  mkdirSync(path, { recursive: true })
  cpSync(join(root, 'examples'), join(cwd, 'examples'), { recursive: true })
  if (!existsSync(join(cwd, 'node_modules'))) symlinkSync(modules, join(cwd, 'node_modules'))
  const script = `#!/bin/sh\nexec '${process.execPath}' '${commandFile()}' "$@"\n`
  writeFileSync(join(path, 'records'), script, { mode: 0o755 })
  return { cwd, path }
}

/** Runs the commands of a page one after another in one shell, as a reader would. */
function transcript(page: string, all: readonly string[]): string[] {
  const { cwd, path } = playground(page)
  const mark = '<next command>'
  const script = join(path, 'page.sh')
  writeFileSync(script, all.map((command) => `${command}\necho '${mark}'\n`).join(''))
  const { stdout } = spawnSync('sh', ['-c', 'exec 2>&1 </dev/null; . "$0"', script], {
    cwd,
    encoding: 'utf8',
    env: { PATH: `${path}:${process.env.PATH}`, HOME: cwd },
  })
  return stdout.split(`${mark}\n`)
}

describe.each(pages)('%s', (page) => {
  const shown = blocks(page, 'console').flatMap(commands)
  if (shown.length > 0)
    test('its commands print what it shows', () => {
      const printed = transcript(
        page,
        shown.map(({ command }) => command),
      )
      shown.forEach(({ command, printed: expected }, index) => {
        expect({ command, printed: printed[index] }).toEqual({ command, printed: expected })
      })
    })

  const shownPrograms = [...textOf(page).matchAll(programAndOutput)]
  if (shownPrograms.length > 0)
    test('its programs print what it shows', () => {
      const { cwd } = playground(page)
      for (const [, program = '', printed] of shownPrograms) {
        const file = join(cwd, 'program.mjs')
        const { code } = transformSync(program, { loader: 'ts' })
        writeFileSync(file, code.replace('"records-sql"', JSON.stringify(libraryFile())))
        expect(spawnSync(process.execPath, [file], { cwd, encoding: 'utf8' }).stdout).toBe(printed)
      }
    })

  test('its links lead somewhere', () => {
    for (const [, target = ''] of textOf(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
      expect(() => readdirSync(join(root, page, '..', target, '..'))).not.toThrow()
    }
  })

  test('its URLs of databases can be read', () => {
    for (const [url] of textOf(page).matchAll(
      /\b(?:sqlite|postgres(?:ql)?|mysql|mariadb)(?:\+\w+)?:\/\/[^\s`'"…)]*/g,
    )) {
      expect(() => parseConnectionUrl(url)).not.toThrow()
    }
  })
})

test('the programs of all pages compile', () => {
  const folder = join(inject('folder'), 'programs')
  const types = join(folder, 'types')
  mkdirSync(folder)
  symlinkSync(modules, join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  const config = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      noEmit: true,
      rootDir: '/',
      isolatedDeclarations: false,
      noUnusedLocals: false,
      paths: { 'records-sql': [join(types, 'src/index.d.ts')] },
    },
    include: ['*.ts'],
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
  for (const page of pages) {
    blocks(page, 'ts').forEach((program, index) => {
      if (!program.includes("from 'records-sql'")) return
      writeFileSync(join(folder, `${page.replace(/\W/g, '-')}-${index + 1}.ts`), program)
    })
  }
  writeDeclarations(types)
  expect(compile('-p', folder)).toBe('')
})

test('every format and every option of one is explained', () => {
  const readme = textOf('README.md')
  const formatsPage = textOf('docs/formats.md')
  for (const { name, extensions, options } of formats) {
    expect(readme).toContain(`\`${name}\``)
    expect(formatsPage).toContain(name)
    expect(readme).toContain(`\`.${extensions[0]}\``)
    for (const [option, { type, default: on }] of Object.entries<OptionDeclaration>(options)) {
      expect(formatsPage).toContain(type === 'boolean' && on ? `--no-${option}` : flag(option))
    }
  }
})

test('the format that docs/add-a-format.md adds works as it shows', async () => {
  const [, code = '', printed] =
    /```ts\n(.*?)```.*?```\n(.*?)```/s.exec(textOf('docs/add-a-format.md')) ?? []
  const outfile = join(inject('folder'), 'ini.mjs')
  const stdin = { contents: code, resolveDir: join(root, 'formatters'), loader: 'ts' } as const
  buildSync({ stdin, outfile, bundle: true, format: 'esm', platform: 'node' })
  const { default: ini } = await import(outfile)
  const sql = "select 'wensleydale' as name, 2.0 as price union all select 'cheddar', null"
  await using database = new Database('sqlite://')
  const options = optionValues(ini, { section: 'cheese' })
  const chunks: string[] = []
  const sink = {
    async write(chunk: string | Uint8Array) {
      chunks.push(String(chunk))
    },
  }
  await exportResults(database.run(sql), sink, { format: ini, options, notify: () => {} })
  expect(chunks.join('')).toBe(printed)
})
