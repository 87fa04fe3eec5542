import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Fixed, Utf8Writer } from '../../src/core/utf8-writer.js'

const anyText = fc.string({
  unit: fc.constantFrom('a', '"', 'é', 'ā', '陽', '\uffff', '🧀', '\ud83e'),
  maxLength: 300,
})
const quotes = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === 0x22 ? 1 : byte === 0xc3 ? 2 : 0,
)

function marksOf(bytes: Uint8Array): number {
  return bytes.reduce((found, byte) => found | (quotes[byte] as number), 0)
}

test('text is what Node encodes, and its marks are those of its bytes', () => {
  fc.assert(
    fc.property(fc.array(anyText), (texts) => {
      const out = new Utf8Writer()
      for (const text of texts) expect(out.text(text, quotes)).toBe(marksOf(Buffer.from(text)))
      expect(out.take()).toEqual(
        Buffer.from(texts.map((text) => Buffer.from(text).toString()).join('')),
      )
    }),
  )
})

test('bytes and fixed texts are copied', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), anyText, (bytes, text) => {
      const out = new Utf8Writer()
      expect(out.marked(bytes, 0, bytes.length, quotes)).toBe(marksOf(bytes))
      out.fixed(new Fixed(text))
      out.bytes(bytes)
      expect(out.take()).toEqual(Buffer.concat([bytes, Buffer.from(text), bytes]))
    }),
  )
})

test.each([
  0n,
  9n,
  10n,
  2n ** 31n - 1n,
  2n ** 31n,
  -1n,
  2n ** 63n - 1n,
  -(2n ** 63n),
  2n ** 64n + 5n,
])('the digits of %s', (value) => {
  const out = new Utf8Writer()
  out.integer(value)
  expect(out.take().toString()).toBe(`${value}`)
})

test('what is escaped stands in its place, with what is put around it', () => {
  fc.assert(
    fc.property(anyText, anyText, (before, text) => {
      const escapes = Array.from({ length: 256 }, (_, byte) =>
        byte === 0x22 ? Buffer.from('""') : byte === 0x61 ? Buffer.from('é') : undefined,
      )
      const out = new Utf8Writer()
      out.text(before)
      const start = out.size
      out.text(text)
      expect(out.textFrom(start)).toBe(Buffer.from(text).toString())
      out.escape(start, escapes, 0x27)
      const escaped = text.replaceAll('"', '""').replaceAll('a', 'é')
      expect(out.take().toString()).toBe(Buffer.from(`${before}'${escaped}'`).toString())
    }),
  )
})

test('what is taken is not written over, and large texts are given back', () => {
  const out = new Utf8Writer()
  out.text('first')
  const first = out.take()
  out.text('other'.repeat(1_000_000))
  expect(out.take()).toHaveLength(5_000_000)
  out.text('third')
  expect(out.take().toString()).toBe('third')
  expect(first.toString()).toBe('first')
})
