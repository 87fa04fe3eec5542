import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import { bundledPackages, licencesOf } from './licences.js'

const root = resolve(import.meta.dirname, '..')
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/**
 * knex stays a dependency for its types, and is bundled all the same: one file is loaded instead of
 * two hundred, which takes 30 ms less.
 */
const { knex, ...external } = manifest.dependencies

/** What knex would load for databases that are not ours. */
const otherDrivers = [
  'mariadb',
  'mysql',
  'oracledb',
  'pg-native',
  'pg-query-stream',
  'sqlite3',
  'tedious',
]

/** What every part of the command and of the library comes to load. */
const common = [
  'src/database.ts',
  'src/drivers/catalogs.ts',
  'src/drivers/changed-rows.ts',
  'src/drivers/dialects.ts',
  'src/drivers/not-utf8.ts',
  'src/drivers/only-place.ts',
  'src/export.ts',
  'src/formats.ts',
  'src/output/stdout.ts',
  'src/query/sql-file.ts',
]

/** What bin/records.ts does before it loads the rest. */
const before = ['src/cli/hide-passwords.ts', 'src/connection-url.ts', 'src/core/errors.ts']

/**
 * esbuild makes a file of the modules that the same entry points reach, where an entry point is each
 * module that is imported lazily: thirty small files, which take Node longer than their code. As all
 * modules import what is common, that is reached alike, and is one file.
 */
const commonInOneFile = {
  name: 'common-in-one-file',
  setup({ onLoad }) {
    const imports = common.map((path) => `\nimport ${JSON.stringify(join(root, path))}`).join('')
    onLoad({ filter: /[/\\](?:src|formatters)[/\\].*\.ts$/ }, ({ path }) =>
      before.some((one) => path === join(root, one))
        ? undefined
        : { contents: readFileSync(path, 'utf8') + imports, loader: 'ts' },
    )
  },
}

/** Whoever imports string-width as it loads, yargs too, is given one that waits for a text. */
const lazyStringWidth = {
  name: 'lazy-string-width',
  setup({ onResolve }) {
    onResolve({ filter: /^string-width$/ }, ({ kind }) =>
      kind === 'import-statement'
        ? { path: join(root, 'scripts/lazy-string-width.js') }
        : undefined,
    )
  },
}

/**
 * Bundles the command and the library into a folder, split where the source imports lazily.
 * What package.json lists as dependencies stays outside, knex excepted; what the source uses of
 * devDependencies (yargs, exceljs, js-yaml, …) is bundled, so that an installation brings none of
 * their own dependencies and starts faster. Their licences are written beside it. Answers with the
 * packages that were bundled.
 */
export async function bundle(folder) {
  const shared = {
    absWorkingDir: root,
    outdir: folder,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    external: [...Object.keys(external), ...otherDrivers],
    plugins: [lazyStringWidth],
    // The bundled CommonJS packages require Node's own modules.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  }
  const { metafile } = await build({
    ...shared,
    entryPoints: [
      { in: 'bin/records.ts', out: 'bin/records' },
      { in: 'src/index.ts', out: 'src/index' },
    ],
    chunkNames: 'chunks/[name]-[hash]',
    splitting: true,
    plugins: [...shared.plugins, commonInOneFile],
    metafile: true,
  })
  // Programs of their own, beside the chunks that start them.
  await build({
    ...shared,
    entryPoints: [
      { in: 'src/drivers/sqlite-process-child.ts', out: 'chunks/sqlite-process-child' },
      { in: 'src/report/publisher.ts', out: 'chunks/publisher' },
    ],
  })
  const packages = bundledPackages(metafile)
  writeFileSync(resolve(root, folder, 'LICENSES.txt'), licencesOf(packages.folders))
  chmodSync(resolve(root, folder, 'bin/records.js'), 0o755)
  return packages
}
