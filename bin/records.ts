#!/usr/bin/env node
import module from 'node:module'
import { isAbsolute, join } from 'node:path'
import { hidePasswords } from '../src/cli/hide-passwords.js'

hidePasswords(process)

/** Node 22 and newer keep for the next start what they compile of the imports from here on. */
const { enableCompileCache }: typeof module & { enableCompileCache?(folder: string): unknown } =
  module
// The user's own folder: Node's usual one, among the temporary files, others may have filled.
const { HOME = '', XDG_CACHE_HOME = '' } = process.env
const caches = isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : join(HOME, '.cache')
if (isAbsolute(caches)) enableCompileCache?.(join(caches, 'records'))

const { main } = await import('../src/cli/main.js')
process.exitCode = await main(process.argv.slice(2), process)
