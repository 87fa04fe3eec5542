import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { History } from '../../src/repl/history.js'

function newPath(): string {
  return join(mkdtempSync(join(inject('folder'), 'history-')), 'records', 'history')
}

function entered(history: History, ...entries: string[]): readonly string[] {
  for (const entry of entries) history.add(entry)
  return history.entries
}

test('what is entered is there the next time, line breaks and all', () => {
  const path = newPath()
  const entries = ['select 1;', "select\n\t'é\u2028三 \\n';", '\\d\x1b']
  expect(entered(new History(path), ...entries)).toEqual(entries)
  expect(new History(path).entries).toEqual(entries)
})

test('the file is its owner’s alone, and made when there is something to keep', () => {
  const path = newPath()
  const history = new History(path)
  expect(readdirSync(join(path, '../..'))).toEqual([])
  history.add('select 1;')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700)
})

test('shells that run at once lose nothing of each other', () => {
  const path = newPath()
  const one = new History(path)
  const other = new History(path)
  one.add('1;')
  other.add('2;')
  one.add('3;')
  expect(one.entries).toEqual(['1;', '3;'])
  expect(new History(path).entries).toEqual(['1;', '2;', '3;'])
})

test('what repeats the last entry is kept once', () => {
  expect(entered(new History(), '1;', '1;', '2;', '1;')).toEqual(['1;', '2;', '1;'])
})

test('what is blank, begins with a blank or holds a password is left out', () => {
  const path = newPath()
  const history = new History(path)
  expect(entered(history, '', ' ', ' select 1;', "alter user a password 'b'", '2;')).toEqual(['2;'])
  expect(readFileSync(path, 'utf8')).toBe('"2;"\n')
})

test('only the newest are kept, in the file too', () => {
  const path = newPath()
  const all = Array.from({ length: 25 }, (_, index) => `${index};`)
  expect(entered(new History(path, undefined, 10), ...all)).toEqual(all.slice(-10))
  expect(new History(path, undefined, 10).entries).toEqual(all.slice(-10))
  expect(readFileSync(path, 'utf8').trim().split('\n')).toHaveLength(10)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(readdirSync(join(path, '..'))).toEqual(['history'])
})

test('a file that is a link stays one when it is made shorter', () => {
  const path = newPath()
  entered(new History(path), ...Array.from({ length: 25 }, (_, index) => `${index};`))
  const link = join(path, '../../link')
  symlinkSync(path, link)
  expect(new History(link, undefined, 2).entries).toEqual(['23;', '24;'])
  expect(lstatSync(link).isSymbolicLink()).toBe(true)
  expect(readFileSync(path, 'utf8')).toBe('"23;"\n"24;"\n')
})

test('lines that are no entries are passed over', () => {
  const path = newPath()
  entered(new History(path), '1;')
  writeFileSync(path, '"1;"\nselect 2;\n{"a":1}\n"cut o', { flag: 'a' })
  expect(new History(path).entries).toEqual(['1;', '1;'])
})

test('a file that cannot be used is told of once, and the entries live on', () => {
  const path = newPath()
  entered(new History(path), '1;')
  const notes: string[] = []
  const history = new History(join(path, 'below'), (note) => notes.push(note))
  expect(entered(history, '1;', '2;')).toEqual(['1;', '2;'])
  expect(notes).toEqual([expect.stringMatching(/^cannot read the history .*below: ENOTDIR/)])
})
