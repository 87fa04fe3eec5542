import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { plainWidth } from '../../../formatters/table/plain-width.js'

test('every character that is plain has the width that string-width gives it', () => {
  const others = []
  let plain = 0
  for (let code = 0; code < 0x10000; code++) {
    const text = `a${String.fromCharCode(code)}b`
    const width = plainWidth(text)
    if (width === undefined) continue
    plain++
    if (width !== stringWidth(text)) others.push(code.toString(16))
  }
  expect(others).toEqual([])
  expect(plain).toBeGreaterThan(30_000)
})

test.each(['', 'Zoë Müller', 'Ελένη', 'Юлия', '陽子 田中', 'こんにちは', '한국어'])(
  'plain texts are measured: %j',
  (text) => expect(plainWidth(text)).toBe(stringWidth(text)),
)

test.each(['🧀', 'e\u0301', 'a\u200bb', '1️⃣', 'か\u3099'])('others are not: %j', (text) =>
  expect(plainWidth(text)).toBeUndefined(),
)
