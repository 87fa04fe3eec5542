import { once } from 'node:events'
import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PassThrough, Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { formats } from '../../formatters/index.js'
import { Database, Dataset } from '../../src/index.js'
import { describeDatabase } from '../servers/index.js'

const long = Dataset.from(Array.from({ length: 5000 }, (_, n) => ({ n, text: 'x'.repeat(50) })))

/** Events that nobody hears would end the process: the run fails with them. */
async function settled(): Promise<void> {
  for (let n = 0; n < 5; n++) await setImmediate()
}

function collecting(options: object = {}): { stream: Writable; text(): string; writes(): number } {
  const chunks: Buffer[] = []
  const stream = new Writable({
    async write(chunk, _encoding, done) {
      await setImmediate()
      chunks.push(chunk)
      done()
    },
    ...options,
  })
  return { stream, text: () => Buffer.concat(chunks).toString(), writes: () => chunks.length }
}

describe('write', () => {
  test.each(formats)('writes all to a slow stream and leaves it open: $name', async ({ name }) => {
    const { stream, text } = collecting({ highWaterMark: 10 })
    await long.write(stream, name)
    expect(text()).toBe(Buffer.from(await long.export(name)).toString())
    expect([stream.writableEnded, stream.destroyed]).toEqual([false, false])
    expect(stream.writableLength).toBe(0)
    expect([stream.listenerCount('error'), stream.listenerCount('close')]).toEqual([0, 0])
  })

  test('writes no faster than the stream takes it', async () => {
    let most = 0
    const { stream } = collecting({
      highWaterMark: 1,
      async write(this: Writable, _chunk: Buffer, _encoding: string, done: () => void) {
        await setImmediate()
        most = Math.max(most, this.writableLength)
        done()
      },
    })
    await long.write(stream, 'csv')
    expect(most).toBeLessThan(40_000)
    expect(most).toBeGreaterThan(0)
  })

  test('one report behind another', async () => {
    const { stream, text } = collecting()
    await Dataset.from([{ a: 1 }]).write(stream, 'csv')
    await Dataset.from([{ b: 2 }]).write(stream, 'csv', { header: false })
    stream.end('end')
    await once(stream, 'finish')
    expect(text()).toBe('a\n1\n2\nend')
  })

  test.each([1, 2, 5])('rejects with an output error where write %i fails', async (failing) => {
    const full = new Error('disk full')
    let writes = 0
    const { stream } = collecting({
      write(_chunk: Buffer, _encoding: string, done: (error?: Error) => void) {
        if (++writes === failing) done(full)
        else done()
      },
    })
    await expect(long.write(stream, 'csv')).rejects.toMatchObject({
      code: 'output',
      message: 'cannot write to the stream: disk full',
      cause: full,
    })
    await settled()
    expect(writes).toBe(failing)
  })

  test('rejects where the last write fails', async () => {
    const { stream } = collecting({
      write(_chunk: Buffer, _encoding: string, done: (error?: Error) => void) {
        done(new Error('disk full'))
      },
    })
    await expect(Dataset.from([{ a: 1 }]).write(stream, 'csv')).rejects.toThrow(/disk full$/)
    await settled()
  })

  test('rejects where the stream is closed before, and on the way', async () => {
    const before = collecting().stream.destroy()
    await expect(long.write(before, 'csv')).rejects.toMatchObject({ code: 'output' })

    const ended = collecting().stream.end()
    await expect(long.write(ended, 'csv')).rejects.toMatchObject({ code: 'output' })

    const stalled = new Writable({ write() {} })
    const writing = long.write(stalled, 'csv')
    await setTimeout(10)
    stalled.destroy()
    await expect(writing).rejects.toMatchObject({
      code: 'output',
      message: 'cannot write to the stream: it was closed',
    })
    await settled()
  })

  test('leaves a stream as it is where the export fails', async () => {
    const { stream, text } = collecting()
    const dataset = Dataset.from([{ a: '\u0001' }])
    await expect(dataset.write(stream, 'html', { strict: true })).rejects.toThrow(/^strict/)
    await expect(dataset.write(stream, 'nope')).rejects.toThrow(/^there is no format/)
    await dataset.write(stream, 'csv')
    expect(text().endsWith('a\n\u0001\n')).toBe(true)
    expect(stream.listenerCount('error')).toBe(0)
  })

  test('through a stream that is read at the same time', async () => {
    const through = new PassThrough({ highWaterMark: 10 })
    const [text] = await Promise.all([
      through.toArray().then((chunks) => Buffer.concat(chunks).toString()),
      long.write(through, 'csv').then(() => through.end()),
    ])
    expect(text).toBe(await long.export('csv'))
  })
})

describe('write to a web stream', () => {
  test('writes all, and gives the stream back', async () => {
    const chunks: Uint8Array[] = []
    const stream = new WritableStream<Uint8Array>({
      async write(chunk) {
        await setImmediate()
        chunks.push(chunk)
      },
    })
    await long.write(stream, 'csv')
    expect(Buffer.concat(chunks).toString()).toBe(await long.export('csv'))
    expect(chunks.every((chunk) => chunk instanceof Uint8Array)).toBe(true)
    expect(stream.locked).toBe(false)
    await stream.close()
  })

  test('rejects with an output error where it fails, stalls and is aborted, or is locked', async () => {
    const failing = new WritableStream({
      write() {
        throw new Error('disk full')
      },
    })
    await expect(long.write(failing, 'csv')).rejects.toMatchObject({
      code: 'output',
      message: 'cannot write to the stream: disk full',
    })
    expect(failing.locked).toBe(false)

    let controller: WritableStreamDefaultController | undefined
    const stalled = new WritableStream({
      start(own) {
        controller = own
      },
      write: () => new Promise(() => {}),
    })
    const writing = long.write(stalled, 'csv')
    await setTimeout(10)
    controller?.error(new Error('gone'))
    await expect(writing).rejects.toMatchObject({
      code: 'output',
      message: 'cannot write to the stream: gone',
    })

    const locked = new WritableStream()
    locked.getWriter()
    await expect(long.write(locked, 'csv')).rejects.toMatchObject({
      code: 'output',
      message: 'cannot write to the stream: it is locked',
    })
    await settled()
  })
})

describe('write to a response of node:http', () => {
  /** The dataset as a server sends it, and how the writing went. */
  async function requested(
    dataset: Dataset,
    read: (response: IncomingMessage) => Promise<unknown>,
  ) {
    let writing: Promise<void> | undefined
    const server = createServer((_request, response) => {
      writing = dataset.write(response, 'csv').finally(() => response.end())
      writing.catch(() => {})
    })
    await once(server.listen(0), 'listening')
    const request = get({ port: (server.address() as AddressInfo).port })
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    const answer = await read(response)
    return { answer, writing: writing?.finally(() => server.close()) }
  }

  test('sends all', async () => {
    const { answer, writing } = await requested(long, (response) => response.toArray())
    await writing
    expect(Buffer.concat(answer as Buffer[]).toString()).toBe(await long.export('csv'))
  })

  test('rejects where the client goes', async () => {
    const text = 'x'.repeat(10_000)
    const huge = new Dataset({ columns: ['text'], rows: Array(5000).fill([text]) })
    const { writing } = await requested(huge, async (response) => response.destroy())
    await expect(writing).rejects.toMatchObject({ code: 'output' })
  })
})

describeDatabase('postgresql', ({ url }) => {
  const slow = 'select pg_sleep(600)'

  test('a stream that closes ends the query that is written to it', async () => {
    await using database = new Database(url)
    const stream = new PassThrough()
    const writing = database.query(slow).write(stream, 'csv')
    await setTimeout(200)
    stream.destroy()
    await expect(writing).rejects.toMatchObject({
      code: 'output',
      message: 'cannot write to the stream: it was closed',
    })
  })

  test('a readable that is destroyed ends its query', async () => {
    await using database = new Database(url)
    const readable = database.query(slow).readable('csv').resume()
    await setTimeout(200)
    readable.destroy()
    await once(readable, 'close')
  })
})

describe('readable', () => {
  test.each(formats)('is what is exported: $name', async ({ name }) => {
    const bytes = Buffer.from(await long.export(name))
    expect(Buffer.concat(await long.readable(name).toArray()).equals(bytes)).toBe(true)
    const { stream, text } = collecting({ highWaterMark: 10 })
    await pipeline(long.readable(name), stream)
    expect(text()).toBe(bytes.toString())
    const response = new Response(Readable.toWeb(long.readable(name)) as ReadableStream)
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true)
  })

  test('runs nothing before it is read, and stops where the reader does', async () => {
    let formatted = 0
    const dataset = long.filter(() => true)
    dataset.formatColumn('n', (n) => {
      formatted++
      return n
    })
    const unread = dataset.readable('csv')
    await settled()
    expect(formatted).toBe(0)
    unread.destroy()
    await once(unread, 'close')

    for await (const chunk of dataset.readable('csv')) {
      expect(chunk.length).toBeGreaterThan(0)
      break
    }
    expect(formatted).toBeGreaterThan(0)
    await settled()
  })

  test('destroyed early it closes, with the reader’s error or without', async () => {
    const quiet = long.readable('csv')
    await once(quiet, 'readable')
    quiet.destroy()
    await once(quiet, 'close')
    expect(quiet.errored).toBeNull()

    const gone = new Error('enough')
    const loud = long.readable('csv')
    loud.once('data', () => loud.destroy(gone))
    const [error] = await once(loud, 'error').then(
      (heard) => heard,
      (thrown) => [thrown],
    )
    expect(error).toBe(gone)

    const web = Readable.toWeb(long.readable('csv')).getReader()
    await web.read()
    await web.cancel()
    await settled()
  })

  test('a pipeline whose end fails', async () => {
    const full = new Error('disk full')
    const { stream } = collecting({
      write: (_chunk: Buffer, _encoding: string, done: (error?: Error) => void) => done(full),
    })
    const readable = long.readable('csv')
    await expect(pipeline(readable, stream)).rejects.toBe(full)
    expect(readable.destroyed).toBe(true)
    await settled()
  })

  test('fails as the export does', async () => {
    const dataset = Dataset.from([{ a: '\u0001' }])
    const readable = dataset.readable('html', { strict: true })
    await expect(readable.toArray()).rejects.toMatchObject({ code: 'query' })
    expect(() => dataset.readable('nope')).toThrow(/^there is no format called nope/)
  })
})
