import { RecordsError } from '../core/errors.js'
import { compressed } from '../output/compression.js'
import { outputFailure } from '../output/failure.js'
import { type FileBeside, fileBeside } from '../output/file-beside.js'
import type { Output } from '../output/output.js'
import { PublisherProcess } from './publisher-process.js'
import type { ReplacementFailure } from './replace-all.js'

interface Opened {
  /** As it was given. */
  readonly path: string
  readonly file: FileBeside
  finished: boolean
}

/**
 * The files of a report: written beside what they replace, and published together. Until `publish`
 * nothing is changed, and when this process ends before that, nothing is left behind; if it ends
 * later, however it does, the publication is finished. It is to be ended by `publish` or `discard`.
 */
export class Publication {
  readonly #publisher = new PublisherProcess()
  /** By their targets. */
  readonly #opened = new Map<string, Opened>()

  private constructor() {}

  /** Begins early: another process starts, in 40 ms or so, that nothing waits for yet. */
  static begin(): Publication {
    return new Publication()
  }

  /**
   * A file to be published with the others when it is `finish`ed; compressed where its name ends in
   * `.gz` or `.zst`. Throws where the place is wrong, is no regular file's, or is that of another output.
   */
  async open(path: string): Promise<Output> {
    const file = await fileBeside(path, (temporary) => this.#publisher.lookAfter(temporary))
    if (this.#publisher.failure !== undefined) throw this.#publisher.failure
    this.#refuseTwice(path, file)
    const opened: Opened = { path, file, finished: false }
    this.#opened.set(file.target, opened)
    const output: Output = {
      write: (chunk) => file.write(chunk),
      finish: async () => {
        await file.finish()
        opened.finished = true
      },
      discard: async () => {
        this.#opened.delete(file.target)
        await file.discard()
      },
    }
    return compressed(path, output)
  }

  /**
   * Publishes the files that are finished: all or, where it throws, none. Nothing is left of the
   * others. A reader may see the new files appear one after another, within a millisecond or so.
   */
  async publish(): Promise<void> {
    const finished = Array.from(this.#opened.values()).filter(({ finished }) => finished)
    const files = finished.map(({ file: { temporary, target } }) => ({ temporary, target }))
    try {
      const failure = await this.#publisher.publish(files)
      if (failure !== undefined) throw this.#told(failure)
    } finally {
      await this.discard()
    }
  }

  /** Leaves nothing behind of what is not published. */
  async discard(): Promise<void> {
    await Promise.all(Array.from(this.#opened.values(), ({ file }) => file.discard()))
    await this.#publisher.end()
  }

  #refuseTwice(path: string, { target }: FileBeside): void {
    const other = this.#opened.get(target)
    if (other === undefined) return
    const what =
      other.path === path ? `two outputs are ${path}` : `${other.path} and ${path} are one file`
    throw new RecordsError('usage', `${what}: it would be overwritten`)
  }

  #told({ target, code, message, left }: ReplacementFailure): RecordsError {
    const cause = Object.assign(new Error(message), { code })
    const path = this.#opened.get(target)?.path ?? target
    const places = left.map(({ target, kept }) =>
      kept === undefined ? target : `${target} (what was there is ${kept})`,
    )
    return new RecordsError('output', outputFailure(path, cause).message, {
      ...(places.length > 0 && { detail: `could not be put back: ${places.join(', ')}` }),
      cause,
    })
  }
}
