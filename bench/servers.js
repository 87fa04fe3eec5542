import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const outfile = `${root}/node_modules/.cache/records-bench/servers.mjs`

/** The tests' servers, which are TypeScript: made into a module that this version of Node reads. */
export async function importServers() {
  await build({
    stdin: {
      contents: `
        export * as postgresql from './test/servers/postgres.ts'
        export * as mariadb from './test/servers/mariadb.ts'
        export * from './test/servers/programs.ts'
        export { keepFolder } from './test/servers/server.ts'`,
      resolveDir: root,
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    outfile,
    logLevel: 'warning',
  })
  return import(outfile)
}
