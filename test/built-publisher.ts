import { join } from 'node:path'
import { inject, vi } from 'vitest'

/** A process of its own is of the built program: Node 20 runs no TypeScript. */
vi.mock('../src/report/publisher-file.js', () => ({
  publisherFile: join(inject('built'), 'chunks/publisher.js'),
}))
