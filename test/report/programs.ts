import { join } from 'node:path'
import { build } from 'esbuild'
import { inject } from 'vitest'

const root = join(import.meta.dirname, '../..')

/**
 * Builds the programs of the tests in this folder; answers the folder that they are in, from which
 * packages are found.
 */
export async function buildPrograms(): Promise<string> {
  const outdir = join(inject('built'), '..', 'report-programs')
  await build({
    absWorkingDir: root,
    entryPoints: {
      publishing: 'test/report/publishing.ts',
      locking: 'test/report/locking.ts',
      publisher: 'src/report/publisher.ts',
    },
    outdir,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
  })
  return outdir
}
