// Builds the command and the library into dist/: one bundle, split where the source imports lazily.
// What package.json lists as dependencies stays outside; what the source uses of devDependencies
// (yargs, exceljs, js-yaml, …) is bundled, so that an installation brings none of their own
// dependencies and starts faster.
import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync, rmSync } from 'node:fs'
import { build } from 'esbuild'

const manifest = JSON.parse(readFileSync('package.json', 'utf8'))

rmSync('dist', { recursive: true, force: true })
await build({
  entryPoints: ['bin/records.ts', 'src/index.ts'],
  outdir: 'dist',
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
})
chmodSync('dist/bin/records.js', 0o755)
execFileSync('npx', ['tsc', '-p', 'scripts/tsconfig.build.json'], { stdio: 'inherit' })
