import { describe, expect, test } from 'vitest'
import { parseConnectionUrl } from '../src/connection-url.js'

describe('what a URL says', () => {
  test.each([
    ['demo:', { scheme: 'demo' }],
    ['demo://', { scheme: 'demo' }],
    ['shop.db', { scheme: 'sqlite', path: 'shop.db' }],
    ['/var/lib/shop.db', { scheme: 'sqlite', path: '/var/lib/shop.db' }],
    ['a:b.db', { scheme: 'sqlite', path: 'a:b.db' }],
    ['sqlite://', { scheme: 'sqlite', path: '' }],
    ['sqlite:///:memory:', { scheme: 'sqlite', path: ':memory:' }],
    ['sqlite:///shop.db', { scheme: 'sqlite', path: 'shop.db' }],
    ['sqlite:////var/shop.db', { scheme: 'sqlite', path: '/var/shop.db' }],
    ['sqlite+pysqlite:///100%.db', { scheme: 'sqlite', path: '100%.db' }],
    ['sqlite:///shop.db?mode=ro', { path: 'shop.db', parameters: new Map([['mode', 'ro']]) }],
    ['postgres://h/d', { scheme: 'postgres', host: 'h', path: 'd', user: undefined }],
    ['POSTGRESQL+psycopg2://h/d', { scheme: 'postgresql', host: 'h', path: 'd' }],
    ['mysql://u@h', { user: 'u', password: undefined, host: 'h', port: undefined, path: '' }],
    ['mysql://u:p@h:3307/d', { user: 'u', password: 'p', host: 'h', port: 3307, path: 'd' }],
    ['mysql://u:p%40%2F%3A@h/d%20e', { password: 'p@/:', host: 'h', path: 'd e' }],
    ['mysql://u:p@ss:w@h/d', { password: 'p@ss:w', host: 'h' }],
    ['mysql://u:p/w?#@h/d', { password: 'p/w?#', host: 'h', path: 'd' }],
    ['mysql://u:100%@h/d', { password: '100%', host: 'h' }],
    ['mysql://u:@h/d', { user: 'u', password: undefined, host: 'h' }],
    ['postgres://[::1]:5433/d', { host: '::1', port: 5433, path: 'd' }],
    [
      'postgres:///d?host=/run/pg',
      { host: undefined, path: 'd', parameters: new Map([['host', '/run/pg']]) },
    ],
    ['postgres://h:1/d?a=b@c', { user: undefined, host: 'h', port: 1, path: 'd' }],
    ['postgres://%2Frun%2Fpg/d', { host: '/run/pg', path: 'd' }],
    ['postgresql://', { host: undefined, port: undefined, path: '', user: undefined }],
    ['postgresql://?service=s', { path: '', parameters: new Map([['service', 's']]) }],
    [
      'postgres://u:p,w@a:1,[::1]:2,%2Frun,b/d',
      {
        password: 'p,w',
        host: 'a',
        port: 1,
        hosts: [
          { host: 'a', port: 1 },
          { host: '::1', port: 2 },
          { host: '/run', port: undefined },
          { host: 'b', port: undefined },
        ],
        path: 'd',
      },
    ],
    ['postgres://u:p/w@a,b/d', { password: 'p/w', hosts: [{ host: 'a' }, { host: 'b' }] }],
  ])('%s', (url, parts) => {
    expect(parseConnectionUrl(url)).toMatchObject(parts)
  })
})

describe('what cannot be read', () => {
  test.each(['', 'sqlite://shop.db', 'mysql://h:port/d', 'postgres://[::1/d', 'postgres:u:p@h/d'])(
    '%s',
    (url) => {
      expect(() => parseConnectionUrl(url)).toThrowError(expect.objectContaining({ code: 'usage' }))
    },
  )
})
