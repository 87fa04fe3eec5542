import { randomBytes } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import ods from '../../formatters/ods.js'
import xlsx from '../../formatters/xlsx.js'
import type { Sink } from '../../src/core/sink.js'
import type { Table } from '../../src/core/table.js'
import type { Batch, Row } from '../../src/core/value.js'
import { book, column, dataset, defaults, failing } from './written.js'

const columns = [column('n', 'integer'), column('text')]

/** Rows that no zip makes small. */
function rows(count: number): Row[] {
  return Array.from({ length: count }, (_, n) => [BigInt(n), randomBytes(50).toString('base64')])
}

/** As many batches as are asked for, counted. */
function counted(total: number) {
  const state = { batches: 0, reading: false }
  const batch = rows(500)
  async function* batches(): AsyncGenerator<Batch> {
    state.reading = true
    try {
      for (; state.batches < total; state.batches++) yield batch
    } finally {
      state.reading = false
    }
  }
  return { state, dataset: { columns, batches: batches() } }
}

describe.each([xlsx, ods])('$name', (format) => {
  function write(datasets: readonly Table[], sink: Sink): Promise<void> {
    return format.write(book(...datasets), sink, defaults(format), () => {})
  }

  describe('a failure', () => {
    test.each([0, 1, 100_000])('of the query after %i rows', async (count) => {
      const lost = new Error('connection lost')
      let writes = 0
      const sink = { write: async () => void writes++ }
      await expect(write([failing(columns, rows(count), lost)], sink)).rejects.toBe(lost)
      const before = writes
      for (let turn = 0; turn < 100; turn++) await setImmediate()
      expect(writes).toBe(before)
    })

    test.each([1, 2, 5])('of write %i ends the query', async (failure) => {
      const full = new Error('disk full')
      const { state, dataset } = counted(1000)
      let writes = 0
      const sink = {
        async write() {
          if (++writes === failure) throw full
        },
      }
      await expect(write([dataset], sink)).rejects.toBe(full)
      expect(state.reading).toBe(false)
      expect(state.batches).toBeLessThan(1000)
      for (let turn = 0; turn < 100; turn++) await setImmediate()
      expect(writes).toBe(failure)
    })

    test('of the only write, when every row is read', async () => {
      const full = new Error('disk full')
      const sink = { write: () => Promise.reject(full) }
      await expect(write([dataset(columns, rows(1))], sink)).rejects.toBe(full)
    })

    test('of the sink, and then of the query', async () => {
      const full = new Error('disk full')
      let fail = () => {}
      const failed = new Promise<void>((resolve) => {
        fail = resolve
      })
      async function* batches(): AsyncGenerator<Batch> {
        yield rows(5000)
        await failed
        throw new Error('connection lost')
      }
      const sink = {
        async write() {
          setTimeout(fail, 10)
          throw full
        },
      }
      await expect(write([{ columns, batches: batches() }], sink)).rejects.toBe(full)
      for (let turn = 0; turn < 100; turn++) await setImmediate()
    })

    test('of the second query', async () => {
      const lost = new Error('connection lost')
      const sink = { write: async () => {} }
      const datasets = [dataset(columns, rows(3)), failing(columns, rows(3), lost)]
      await expect(write(datasets, sink)).rejects.toBe(lost)
    })
  })

  test('rows are read no faster than the sink takes them', async () => {
    const { state, dataset } = counted(1000)
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    let writing = 0
    const sink = {
      async write() {
        expect(++writing).toBe(1)
        await held
        writing--
      },
    }
    const done = write([dataset], sink)
    for (let turn = 0; turn < 1000; turn++) await setImmediate()
    expect(state.batches).toBeLessThan(100)
    release()
    await done
    expect(state.batches).toBe(1000)
  })
})
