import type { Writable } from 'node:stream'
import type { WritableStream } from 'node:stream/web'
import { RecordsError } from '../core/errors.js'
import type { Sink } from '../core/sink.js'

/** A stream to write to: Node's, a response of `node:http` included, or the web's. */
export type AnyWritable = Writable | WritableStream<Uint8Array>

export interface StreamSink extends Sink {
  /** Comes when the stream fails or closes, with the error that tells it. */
  readonly gone: AbortSignal
  /** Nothing more is written; the stream is left as it is. */
  release(): void
}

/** A sink that writes as fast as the stream takes it. A stream that ends early is an output error. */
export function streamSink(stream: AnyWritable): StreamSink {
  return 'getWriter' in stream ? webSink(stream) : nodeSink(stream)
}

function nodeSink(stream: Writable): StreamSink {
  const gone = new AbortController()
  const fail = (cause: unknown): void => gone.abort(failure(cause))
  const onClose = (): void => fail(new Error('it was closed'))
  stream.on('error', fail)
  stream.on('close', onClose)
  if (stream.destroyed) onClose()
  return {
    gone: gone.signal,
    async write(chunk) {
      gone.signal.throwIfAborted()
      await orGone(
        new Promise<void>((resolve) => {
          // A stream may pass a chunk on, and be read later.
          stream.write(typeof chunk === 'string' ? chunk : Buffer.from(chunk), (error) => {
            if (error) fail(error)
            else resolve()
          })
        }),
        gone.signal,
      )
    },
    release() {
      stream.off('close', onClose)
      // The error of a write comes as an event too, and later: without a listener it would end the
      // process.
      if (!gone.signal.aborted) stream.off('error', fail)
    },
  }
}

function webSink(stream: WritableStream<Uint8Array>): StreamSink {
  if (stream.locked) throw failure(new Error('it is locked'))
  const gone = new AbortController()
  const writer = stream.getWriter()
  let released = false
  const fail = (cause: unknown): void => {
    if (!released) gone.abort(failure(cause))
  }
  writer.closed.then(() => fail(new Error('it was closed')), fail)
  return {
    gone: gone.signal,
    async write(chunk) {
      await writer.ready.catch(fail)
      gone.signal.throwIfAborted()
      const written = writer.write(Buffer.from(chunk as Uint8Array))
      // A stream that fails while it writes tells that at once by its readiness.
      writer.ready.catch(fail)
      await orGone(written.catch(fail), gone.signal)
      gone.signal.throwIfAborted()
    },
    release() {
      released = true
      writer.releaseLock()
    },
  }
}

/** The same, unless the signal comes first. */
function orGone(work: Promise<void>, gone: AbortSignal): Promise<void> {
  if (gone.aborted) return Promise.reject(gone.reason)
  return new Promise((resolve, reject) => {
    const onGone = (): void => reject(gone.reason)
    gone.addEventListener('abort', onGone)
    work.then(resolve, reject).finally(() => gone.removeEventListener('abort', onGone))
  })
}

function failure(cause: unknown): RecordsError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new RecordsError('output', `cannot write to the stream: ${reason}`, { cause })
}
