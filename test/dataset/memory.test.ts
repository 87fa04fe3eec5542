import { constants } from 'node:buffer'
import { expect, test } from 'vitest'
import { MemorySink } from '../../src/output/memory.js'

test('keeps what is written, whatever its writer does with it afterwards', async () => {
  const sink = new MemorySink()
  const chunk = Uint8Array.of(0xc3)
  await sink.write(chunk)
  chunk[0] = 0
  await sink.write(Uint8Array.of(0xa9))
  await sink.write('€')
  expect(sink.text()).toBe('é€')
})

test('output that is too long for a string is an output error', () => {
  const sink = new MemorySink()
  sink.bytes = () => Buffer.alloc(constants.MAX_STRING_LENGTH + 1)
  expect(() => sink.text()).toThrow(
    expect.objectContaining({ code: 'output', message: expect.stringContaining('bytes') }),
  )
})
