import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { readOptionFiles } from '../../src/drivers/mysql-option-files.js'

/** A home whose .my.cnf has that text. */
function home(text: string, mode = 0o600): string {
  const folder = mkdtempSync(join(inject('folder'), 'home-'))
  writeFileSync(join(folder, '.my.cnf'), text)
  chmodSync(join(folder, '.my.cnf'), mode)
  return folder
}

function read(HOME: string): { options: Record<string, string | undefined>; told: string[] } {
  const told: string[] = []
  const options = readOptionFiles({ environment: { HOME }, notify: (text) => told.push(text) })
  return { options: Object.fromEntries(options), told }
}

// What is expected is what MariaDB's my_print_defaults prints of the same lines.
test.each([
  ['user=someone', 'user', 'someone'],
  ['  user = some one  ', 'user', 'some one'],
  ['user = a#comment', 'user', 'a'],
  [String.raw`password = "p#w\"x\\y z"   # comment`, 'password', String.raw`p#w"x\y z`],
  ["socket = 'so\"ck'", 'socket', 'so"ck'],
  [String.raw`host=h\sx\q`, 'host', String.raw`h x\q`],
  ["password='a", 'password', "'a"],
  ['password=', 'password', ''],
  ['ssl_ca=/x/y', 'ssl-ca', '/x/y'],
  ['loose-ssl-mode=DISABLED', 'ssl-mode', 'DISABLED'],
  ['skip-ssl', 'skip-ssl', undefined],
  ['user=a=b', 'user', 'a=b'],
])('%s', (line, name, value) => {
  const { options } = read(
    home(`# comment\n; comment\n[other]\nuser=no\n[client]\n${line}\n[x]\nuser=no`),
  )
  expect(name in options).toBe(true)
  expect(options[name]).toBe(value)
})

test('groups of MariaDB, and files that are included', () => {
  const folder = home('')
  mkdirSync(join(folder, 'more'))
  writeFileSync(join(folder, 'one.cnf'), '[client]\nhost=one\nuser=one\n')
  writeFileSync(join(folder, 'more', 'b.cnf'), '[client]\nhost=b\n')
  writeFileSync(join(folder, 'more', 'a.cnf'), '[client]\nhost=a\n')
  writeFileSync(join(folder, 'more', 'c.ini'), '[client]\nhost=c\n')
  writeFileSync(
    join(folder, '.my.cnf'),
    `!include ${folder}/one.cnf\n!includedir ${folder}/more\n!include ${folder}/.my.cnf\n[client-mariadb]\ndatabase=shop\n`,
  )
  expect(read(folder).options).toMatchObject({ host: 'b', user: 'one', database: 'shop' })
})

test('a file that anybody can write is passed over, one that anybody can read is told', () => {
  const text = '[client]\npassword=marker-secret\n'
  const writable = read(home(text, 0o666))
  expect(writable.options.password).toBeUndefined()
  expect(writable.told).toEqual([expect.stringMatching(/is passed over.*: chmod 600 .*\.my\.cnf$/)])
  const readable = read(home(text, 0o644))
  expect(readable.options.password).toBe('marker-secret')
  expect(readable.told).toEqual([expect.stringMatching(/anybody can read: chmod 600 .*\.my\.cnf$/)])
  expect(read(home(text)).told).toEqual([])
  expect(read(home('[client]\nuser=x\n', 0o644)).told).toEqual([])
})
