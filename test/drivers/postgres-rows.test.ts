import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EncodedBatch } from '../../src/core/encoded-batch.js'
import { RowsApart, rowBatch } from '../../src/drivers/postgres-rows.js'

/** "Message Formats" in PostgreSQL's manual: a letter, and a length that counts itself. */
function message(letter: string, body: Buffer): Buffer {
  const header = Buffer.alloc(5)
  header.write(letter)
  header.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([header, body])
}

type Row = readonly (string | null)[]

function rowMessage(row: Row): Buffer {
  const width = Buffer.alloc(2)
  width.writeInt16BE(row.length)
  const cells = row.map((cell) => {
    const text = Buffer.from(cell ?? '')
    const length = Buffer.alloc(4)
    length.writeInt32BE(cell === null ? -1 : text.length)
    return Buffer.concat([length, text])
  })
  return message('D', Buffer.concat([width, ...cells]))
}

const cell = fc.option(fc.string({ unit: 'grapheme', maxLength: 40 }))
const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1 })
const others = fc.array(fc.stringMatching(/^[A-CE-Z][a-z]{0,20}$/), { minLength: 1 })

test('rows and other messages come whole and in order, wherever what is sent was cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(rows, others)),
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }),
      (told, sizes) => {
        const heard: (Row | string)[] = []
        const apart = new RowsApart((bytes) => {
          for (let at = 0; at < bytes.length; ) {
            const end = at + 1 + bytes.readInt32BE(at + 1)
            heard.push(bytes.toString('utf8', at, at + 1) + bytes.toString('utf8', at + 5, end))
            at = end
          }
        })
        apart.taker = (messages) => {
          const batch = rowBatch(messages, [])
          heard.push(...((batch instanceof EncodedBatch ? batch.rows() : batch) as Row[]))
        }
        const sent = Buffer.concat(
          told.flat().map((one) => {
            if (typeof one !== 'string') return rowMessage(one)
            return message(one.slice(0, 1), Buffer.from(one.slice(1)))
          }),
        )
        for (let at = 0, cut = 0; at < sent.length; cut++) {
          const size = sizes[cut % sizes.length] as number
          // Of its own, as a chunk from the network is.
          apart.read(Buffer.from(sent.subarray(at, at + size)))
          at += size
        }
        expect(heard).toEqual(told.flat())
      },
    ),
  )
})
