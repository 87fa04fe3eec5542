import { describe, expect, it } from 'vitest'
import { documentControls, terminalControls, visible, xmlControls } from '../../src/core/visible.js'

describe('visible', () => {
  it('leaves what can be seen', () => {
    const text = 'plain \\x1b\n日本酒 é 👨‍👩‍👧‍👦 \u00A0'
    expect(visible(text, terminalControls)).toBe(text)
    expect(visible(`${text}\t\r\u202E`, documentControls)).toBe(`${text}\t\r\u202E`)
  })

  it.each([
    ['\0\x07\t\r\x1b', '\\x00\\x07\\t\\r\\x1b'],
    ['\x7f\x80\x9b', '\\x7f\\x80\\x9b'],
    [
      '\u061C\u200E\u200F\u202A\u202E\u2066\u2069',
      '\\u061c\\u200e\\u200f\\u202a\\u202e\\u2066\\u2069',
    ],
    ['\u00AD\u2028\u2029\uFEFF', '\\xad\\u2028\\u2029\\ufeff'],
    ['\uD800 \u{1FFFE}', '\\ud800 \\u{1fffe}'],
  ])('shows %j to a terminal', (text, shown) => {
    expect(visible(text, terminalControls)).toBe(shown)
  })

  it('shows to a document only what it cannot hold', () => {
    expect(visible('\0\x0b\x1b\x7f\x85\uFFFF\uDC00', documentControls)).toBe(
      '\\x00\\x0b\\x1b\\x7f\\x85\\uffff\\udc00',
    )
  })

  it('shows in XML only what that cannot hold', () => {
    expect(visible('\0\x1b\uFFFE\uDC00\t\n\r', xmlControls)).toBe('\\x00\\x1b\\ufffe\\udc00\t\n\r')
    const held = '\x7f\x85\uFDD0\u{1FFFE}\u{10FFFF}'
    expect(visible(held, xmlControls)).toBe(held)
  })
})
