import { expect, test } from 'vitest'
import { holdsSecret } from '../../src/repl/secret.js'

test.each([
  "create role app login password 'x'",
  "CREATE ROLE app\n  WITH ENCRYPTED PASSWORD 'x'",
  'alter user app password $$x$$',
  "create user mapping for a server b options (user 'c', password 'd')",
  "create user 'a'@'%' identified by 'x'",
  "alter user a identified with caching_sha2_password as '…'",
  'grant all on a.* to b identified by password "x"',
  "set password for a = password('x')",
  "SET PASSWORD = 'x'",
  "create login a with password = N'x'",
  '\\c postgresql://app:secret@host/db',
  '\\c mysql+x://app:p:a/s@host',
  '\\c "host=h user=u password=x"',
  '\\c postgresql://host/db?password=x',
  "select dblink('host=h password=x', 'select 1')",
  "insert into t values (pgp_sym_encrypt('text', 'key'))",
  "select crypt('x', gen_salt('bf'))",
  "select aes_decrypt(a, 'key') from b",
  "pragma key = 'x'",
])('%s holds one', (text) => {
  expect(holdsSecret(text)).toBe(true)
})

test.each([
  'select password from users',
  'select u.password, u.name from users u',
  'select password_hash from users where id = 1',
  'alter role app nologin',
  "select * from users where name = 'a@b.c'",
  "select 'https://example.com/a:b'",
  '\\c postgresql://app@host:5432/db',
  'identify(by)',
  'pragma foreign_keys',
])('%s holds none', (text) => {
  expect(holdsSecret(text)).toBe(false)
})
