import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Runs the TypeScript compiler; answers its errors, '' where there are none. */
export function compile(...words: readonly string[]): string {
  const compiler = [`${root}/node_modules/typescript/bin/tsc`, ...words]
  return spawnSync(process.execPath, compiler, { cwd: root, encoding: 'utf8' }).stdout
}

/**
 * Writes the declarations that the package has into a folder, also where the sources have errors:
 * those `npm run typecheck` tells.
 */
export function writeDeclarations(folder: string): void {
  compile('-p', 'scripts/tsconfig.build.json', '--outDir', folder)
}
