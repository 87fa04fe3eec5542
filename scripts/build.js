// Builds the command, the library and its types into dist/.
import { execFileSync } from 'node:child_process'
import { copyFileSync, rmSync } from 'node:fs'
import { bundle } from './bundle.js'

rmSync('dist', { recursive: true, force: true })
await bundle('dist')
// For editors, which read it beside the package's code or from a CDN.
copyFileSync('src/report/report.schema.json', 'dist/report.schema.json')
execFileSync('npx', ['tsc', '-p', 'scripts/tsconfig.build.json'], { stdio: 'inherit' })
