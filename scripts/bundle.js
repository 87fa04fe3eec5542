import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import { bundledPackages, licencesOf } from './licences.js'

const root = resolve(import.meta.dirname, '..')
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/**
 * Bundles the command and the library into a folder, split where the source imports lazily.
 * What package.json lists as dependencies stays outside; what the source uses of devDependencies
 * (yargs, exceljs, js-yaml, …) is bundled, so that an installation brings none of their own
 * dependencies and starts faster. Their licences are written beside it. Answers with the packages
 * that were bundled.
 */
export async function bundle(folder) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['bin/records.ts', 'src/index.ts'],
    outdir: folder,
    outbase: '.',
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    external: Object.keys(manifest.dependencies),
    // The bundled CommonJS packages require Node's own modules.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'warning',
    metafile: true,
  })
  const packages = bundledPackages(metafile)
  writeFileSync(resolve(root, folder, 'LICENSES.txt'), licencesOf(packages.folders))
  chmodSync(resolve(root, folder, 'bin/records.js'), 0o755)
  return packages
}
