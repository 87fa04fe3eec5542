import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { describe } from 'vitest'
import { readCsv } from '../readers/data.js'
import { present } from '../readers/present.js'
import { testValues } from './suite.js'

const digits = 'the fewest digits that read back as the same number; sqlite3 prints 15'
const exponent = 'the same number, as JavaScript and JSON write it'
const infinity = 'infinities have one name on every database'
const zero = 'sqlite3 prints the negative zero without its sign'
const bytes = 'bytes are \\x and hexadecimal digits on every database'
const whole = 'sqlite3 stops at the NUL'

describe.skipIf(!present('sqlite3', !spawnSync('sqlite3', ['-version']).error))('sqlite3', () => {
  testValues('sqlite', {
    async print(url, query) {
      const path = url.replace('sqlite:///', '')
      const words = ['-batch', '-csv', '-nullvalue', '(null)', path, query]
      const { stdout } = await promisify(execFile)('sqlite3', words)
      const [row = []] = readCsv(stdout)
      return row.map((cell) => (cell === '(null)' ? null : cell))
    },
    differences: {
      int_beyond: { ours: '9223372036854776000.0', reason: digits },
      real_third: { ours: '0.3333333333333333', reason: digits },
      'real_0.1+0.2': { ours: '0.30000000000000004', reason: digits },
      real_max: { ours: '1.7976931348623157e+308', reason: digits },
      real_denorm: { ours: '5e-324', reason: digits },
      real_big_int: { ours: '9007199254740992.0', reason: digits },
      'real_1e-7': { ours: '1e-7', reason: exponent },
      real_1e15: { ours: '1000000000000000.0', reason: exponent },
      real_1e16: { ours: '10000000000000000.0', reason: exponent },
      real_1e21: { ours: '1e+21', reason: exponent },
      real_1e300: { ours: '1e+300', reason: exponent },
      'real_-0': { ours: '-0.0', reason: zero },
      inf: { ours: 'Infinity', reason: infinity },
      '-inf': { ours: '-Infinity', reason: infinity },
      text_nul: { ours: 'a\0b', reason: whole },
      blob: { ours: '\\xdeadbeef00ff', reason: bytes },
      blob_ascii: { ours: '\\x68656c6c6f', reason: bytes },
      blob_empty: { ours: '\\x', reason: bytes },
      int_blob: { ours: '\\x31', reason: bytes },
      text_blob: { ours: '\\xff00', reason: bytes },
      text_not_utf8: { ours: '\\xff41', reason: 'text that is not UTF-8 is kept as its bytes' },
    },
  })
})
