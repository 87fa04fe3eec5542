import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Output } from '../../src/output/output.js'
import { Publication } from '../../src/report/publication.js'
import { replaceAll } from '../../src/report/replace-all.js'
import { namesIn, newFolder } from '../cli/process/folder.js'

const names = ['a.csv', 'b.csv', 'c.csv', 'd.csv']

/** A folder with yesterday's files; the last is not there yet. */
function oldFolder(): string {
  const folder = newFolder()
  for (const name of names.slice(0, 3)) writeFileSync(join(folder, name), `old ${name}`)
  return folder
}

function begin(): Publication {
  const publication = Publication.begin()
  onTestFinished(() => publication.discard())
  return publication
}

async function write(publication: Publication, path: string, text: string): Promise<Output> {
  const output = await publication.open(path)
  await output.write(text)
  await output.finish()
  return output
}

async function writeAll(publication: Publication, folder: string): Promise<void> {
  for (const name of names) await write(publication, join(folder, name), `new ${name}`)
}

/** What a folder's files hold, by their names. */
function textsIn(folder: string): Record<string, string> {
  return Object.fromEntries(
    namesIn(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  )
}

const oldTexts = { 'a.csv': 'old a.csv', 'b.csv': 'old b.csv', 'c.csv': 'old c.csv' }

function temporaryOf(folder: string, name: string): string {
  const found = namesIn(folder).find((other) => other.startsWith(`.${name}.`)) ?? ''
  expect(found).toMatch(/\.tmp$/)
  return join(folder, found)
}

describe('files are published together', () => {
  test('nothing is changed before', async () => {
    const folder = oldFolder()
    const publication = begin()
    await writeAll(publication, folder)
    expect(textsIn(folder)).toMatchObject(oldTexts)
    expect(namesIn(folder)).not.toContain('d.csv')
    await publication.publish()
    expect(textsIn(folder)).toEqual(Object.fromEntries(names.map((name) => [name, `new ${name}`])))
  })

  test('in several folders, through links, with the permissions that there were', async () => {
    const [one, other] = [oldFolder(), oldFolder()]
    chmodSync(join(one, 'a.csv'), 0o640)
    symlinkSync(join(other, 'a.csv'), join(one, 'link.csv'))
    symlinkSync(join(other, 'new.csv'), join(one, 'dangling.csv'))
    const publication = begin()
    for (const name of ['a.csv', 'link.csv', 'dangling.csv']) {
      await write(publication, join(one, name), `new ${name}`)
    }
    await publication.publish()
    expect(statSync(join(one, 'a.csv')).mode & 0o777).toBe(0o640)
    expect(readlinkSync(join(one, 'link.csv'))).toBe(join(other, 'a.csv'))
    expect(textsIn(other)).toEqual({
      ...oldTexts,
      'a.csv': 'new link.csv',
      'new.csv': 'new dangling.csv',
    })
  })

  test('what nothing was written to is empty, what is called .gz is gzip', async () => {
    const folder = newFolder()
    const publication = begin()
    await (await publication.open(join(folder, 'empty.csv'))).finish()
    await write(publication, join(folder, 'packed.csv.gz'), 'packed')
    await publication.publish()
    expect(namesIn(folder)).toEqual(['empty.csv', 'packed.csv.gz'])
    expect(statSync(join(folder, 'empty.csv')).size).toBe(0)
    expect(gunzipSync(readFileSync(join(folder, 'packed.csv.gz'))).toString()).toBe('packed')
  })

  test('without those that are not finished, or discarded', async () => {
    const folder = oldFolder()
    const publication = begin()
    await write(publication, join(folder, 'a.csv'), 'new a.csv')
    await (await publication.open(join(folder, 'b.csv'))).write('x'.repeat(100_000))
    await (await write(publication, join(folder, 'c.csv'), 'new c.csv')).discard()
    await publication.publish()
    expect(textsIn(folder)).toEqual({ ...oldTexts, 'a.csv': 'new a.csv' })
  })

  test('of none it is none', async () => {
    await begin().publish()
  })
})

test('what is discarded leaves nothing, and makes nothing later', async () => {
  const folder = oldFolder()
  const publication = begin()
  await writeAll(publication, folder)
  const open = await publication.open(join(folder, 'open.csv'))
  const packed = await publication.open(join(folder, 'open.csv.gz'))
  await packed.write('x'.repeat(100_000))
  await publication.discard()
  expect(textsIn(folder)).toEqual(oldTexts)
  await expect(open.write('x'.repeat(100_000))).rejects.toMatchObject({
    code: 'output',
  })
  await expect(packed.finish()).rejects.toThrow()
  expect(textsIn(folder)).toEqual(oldTexts)
})

describe('where one cannot be replaced, none is', () => {
  test('what was replaced before it is put back: the very files', async () => {
    const folder = oldFolder()
    const files = () =>
      Object.keys(oldTexts).map((name) => {
        const { ino, mode, mtimeMs } = statSync(join(folder, name))
        return { ino, mode, mtimeMs }
      })
    const before = files()
    const publication = begin()
    for (const name of names.toReversed()) await write(publication, join(folder, name), 'new')
    // The last to be renamed.
    unlinkSync(temporaryOf(folder, 'a.csv'))
    const path = join(folder, 'a.csv')
    await expect(publication.publish()).rejects.toMatchObject({
      code: 'output',
      message: `cannot write ${path}: there is no such folder`,
      detail: undefined,
    })
    expect(textsIn(folder)).toEqual(oldTexts)
    expect(files()).toEqual(before)
  })

  test('as a folder has taken its place', async () => {
    const folder = oldFolder()
    const publication = begin()
    await writeAll(publication, folder)
    rmSync(join(folder, 'c.csv'))
    mkdirSync(join(folder, 'c.csv'))
    await expect(publication.publish()).rejects.toThrow(
      `cannot write ${join(folder, 'c.csv')}: it is no regular file any more`,
    )
    rmSync(join(folder, 'c.csv'), { recursive: true })
    const { 'c.csv': _, ...others } = oldTexts
    expect(textsIn(folder)).toEqual(others)
  })

  test('as its folder has gone', async () => {
    const [folder, gone] = [oldFolder(), oldFolder()]
    const publication = begin()
    await write(publication, join(folder, 'a.csv'), 'new a.csv')
    await write(publication, join(gone, 'a.csv'), 'new a.csv')
    rmSync(gone, { recursive: true })
    await expect(publication.publish()).rejects.toThrow('there is no such folder')
    expect(textsIn(folder)).toEqual(oldTexts)
  })

  test('as it is immutable: there can be no link to it either', async ({ skip }) => {
    const folder = oldFolder()
    const path = join(folder, 'c.csv')
    const publication = begin()
    await writeAll(publication, folder)
    if (spawnSync('chattr', ['+i', path]).status !== 0) return skip('no file can be made immutable')
    await expect(publication.publish()).rejects.toThrow(`cannot write ${path}: not permitted`)
    execFileSync('chattr', ['-i', path])
    expect(textsIn(folder)).toEqual(oldTexts)
  })

  test("as it is another's in a folder like /tmp", ({ skip }) => {
    if (process.getuid?.() !== 0) return skip('only root can be somebody else')
    const folder = mkdtempSync(join(tmpdir(), 'records-sticky-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    chmodSync(folder, 0o1777)
    const files = ['mine.csv', 'theirs.csv'].map((name) => {
      const file = { temporary: join(folder, `.${name}.tmp`), target: join(folder, name) }
      writeFileSync(file.target, 'old')
      writeFileSync(file.temporary, 'new')
      chmodSync(file.target, 0o666)
      chownSync(file.temporary, 65534, 65534)
      return file
    })
    chownSync(join(folder, 'mine.csv'), 65534, 65534)
    process.seteuid?.(65534)
    const failure = replaceAll(files)
    process.seteuid?.(0)
    expect(failure).toMatchObject({ target: files[1]?.target, code: 'EPERM', left: [] })
    expect(textsIn(folder)).toEqual({
      'mine.csv': 'old',
      'theirs.csv': 'old',
      '.theirs.csv.tmp': 'new',
    })
  })

  test('and what cannot be put back is named, with where it is kept', () => {
    const folder = oldFolder()
    const inside = join(folder, 'inside')
    mkdirSync(inside)
    const target = join(inside, 'a.csv')
    writeFileSync(target, 'old a.csv')
    writeFileSync(join(inside, '.a.tmp'), 'new a.csv')
    const failure = replaceAll([
      { temporary: join(inside, '.a.tmp'), target },
      // Takes the folder of the first away, and cannot be removed as a file is.
      { temporary: inside, target: join(folder, 'moved') },
      { temporary: join(folder, '.missing.tmp'), target: join(folder, 'b.csv') },
    ])
    expect(failure).toMatchObject({
      target: join(folder, 'b.csv'),
      code: 'ENOENT',
      left: [
        { target, kept: join(inside, '.a.old') },
        { target: join(folder, 'moved'), kept: undefined },
      ],
    })
    expect(readFileSync(join(folder, 'moved/.a.old'), 'utf8')).toBe('old a.csv')
    expect(readFileSync(join(folder, 'b.csv'), 'utf8')).toBe('old b.csv')
  })
})

describe('what cannot be an output of a report is refused', () => {
  test.each([
    ['/dev/null', '/dev/null is no regular file'],
    ['pipe', 'pipe is no regular file'],
    ['pipe.gz', 'pipe.gz is no regular file'],
    ['folder', 'folder is a folder'],
    ['new/', 'new/ is a folder'],
    ['no/a.csv', 'no/a.csv: there is no such folder'],
    ['a.csv/b.csv', 'a.csv/b.csv: a part of the path is no folder'],
  ])('%s', async (name, message) => {
    const folder = oldFolder()
    mkdirSync(join(folder, 'folder'))
    execFileSync('mkfifo', [join(folder, 'pipe')])
    symlinkSync('pipe', join(folder, 'pipe.gz'))
    const path = name.startsWith('/') ? name : `${folder}/${name}`
    const opened = begin().open(path)
    await expect(opened).rejects.toMatchObject({ code: 'output' })
    await expect(opened).rejects.toThrow(message)
  })

  test.each(['b.csv', './b.csv', 'folder/../b.csv', 'link.csv', 'linked/b.csv'])(
    'b.csv and %s',
    async (name) => {
      const folder = newFolder()
      mkdirSync(join(folder, 'folder'))
      symlinkSync('b.csv', join(folder, 'link.csv'))
      symlinkSync('.', join(folder, 'linked'))
      const publication = begin()
      const first = await publication.open(join(folder, 'b.csv'))
      const again = publication.open(`${folder}/${name}`)
      await expect(again).rejects.toMatchObject({ code: 'usage' })
      await expect(again).rejects.toThrow(/it would be overwritten$/)
      await first.discard()
      await publication.open(`${folder}/${name}`)
    },
  )
})

describe('where the publisher is killed the report fails', () => {
  function publisher(): number {
    return Number(execFileSync('pgrep', ['-P', `${process.pid}`, '-f', 'publisher']))
  }

  const message = "the process that publishes the report's files has failed: SIGKILL"

  test('before it publishes', async () => {
    const folder = oldFolder()
    const publication = begin()
    await write(publication, join(folder, 'a.csv'), 'new a.csv')
    process.kill(publisher(), 'SIGKILL')
    // Whether the process is gone is known when it is needed next.
    const rest = write(publication, join(folder, 'b.csv'), 'new b.csv')
    const published = rest.then(() => publication.publish())
    await expect(published).rejects.toMatchObject({ code: 'output', message })
    await publication.discard()
    expect(textsIn(folder)).toEqual(oldTexts)
  })

  test('while it publishes, and says where to look', async () => {
    const folder = oldFolder()
    const publication = begin()
    await writeAll(publication, folder)
    const pid = publisher()
    process.kill(pid, 'SIGSTOP')
    const published = publication.publish()
    setImmediate(() => process.kill(pid, 'SIGKILL'))
    await expect(published).rejects.toMatchObject({
      code: 'output',
      message,
      hint: 'Where an output has changed, what it was is beside it, in .*.old.',
    })
    expect(textsIn(folder)).toEqual(oldTexts)
  })
})

test('where there can be no other process, that is told before anything is written', async () => {
  const folder = oldFolder()
  vi.spyOn(process, 'execPath', 'get').mockReturnValue('/nowhere/node')
  onTestFinished(() => void vi.restoreAllMocks())
  const publication = begin()
  await expect(publication.open(join(folder, 'a.csv'))).rejects.toMatchObject({
    code: 'output',
    message: "the process that publishes the report's files has failed: spawn /nowhere/node ENOENT",
  })
})
