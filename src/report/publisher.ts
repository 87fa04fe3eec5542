// The process that publishes a report's files, or removes them: see PublisherProcess.
import { rmSync } from 'node:fs'
import { type ReplacementFailure, replaceAll } from './replace-all.js'
import type { Written } from './replacement.js'

export type Order =
  | { readonly type: 'look after'; readonly temporary: string }
  | { readonly type: 'publish'; readonly files: readonly Written[] }

export type Answer =
  | { readonly type: 'ready' }
  | { readonly type: 'published'; readonly failure: ReplacementFailure | undefined }

const temporaries: string[] = []

/** The program may be gone: then nobody waits for an answer. */
function answer(message: Answer): void {
  process.send?.(message, undefined, undefined, () => {})
}

// Sent to all processes of a terminal or of a service. The program's end is what counts.
for (const signal of ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM']) process.on(signal, () => {})

process.on('message', (order: Order) => {
  if (order.type === 'look after') temporaries.push(order.temporary)
  else answer({ type: 'published', failure: replaceAll(order.files) })
})

process.on('disconnect', () => {
  for (const temporary of temporaries) {
    try {
      rmSync(temporary, { force: true })
    } catch {
      // Its folder may be gone, or is not to be written any more.
    }
  }
})

answer({ type: 'ready' })
