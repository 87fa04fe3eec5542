import { symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { TestProject } from 'vitest/node'
import { bundle } from '../../scripts/bundle.js'
import { keepFolder } from '../servers/server.js'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of what `npm run build` makes, made anew for this run. */
    built: string
  }
}

/** Builds the command and the library for this run: what lies in dist/ may be older than the source. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = keepFolder()
  try {
    const dist = join(folder.path, 'dist')
    await bundle(dist)
    writeFileSync(join(folder.path, 'package.json'), '{ "type": "module" }')
    symlinkSync(resolve('node_modules'), join(folder.path, 'node_modules'))
    project.provide('built', dist)
    return folder.remove
  } catch (error) {
    await folder.remove()
    throw error
  }
}
