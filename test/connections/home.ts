import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inject } from 'vitest'

/** A person's home, new and empty, and the environment that names it. */
export interface Home {
  readonly path: string
  readonly environment: { readonly HOME: string; readonly PATH: string }
  readonly config: string
  /** Writes a file below it, as its owner's alone, and gives its path. */
  write(name: string, text: string, mode?: number): string
}

export function newHome(): Home {
  const path = mkdtempSync(join(inject('folder'), 'home-'))
  const write = (name: string, text: string, mode = 0o600) => {
    const file = join(path, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    chmodSync(file, mode)
    return file
  }
  return {
    path,
    environment: { HOME: path, PATH: process.env.PATH ?? '' },
    config: join(path, '.config/records/config.yml'),
    write,
  }
}

/** The same with a config file of these connections. */
export function homeWith(connections: string, mode?: number): Home {
  const home = newHome()
  const indented = connections.replace(/^/gm, '  ')
  home.write('.config/records/config.yml', `connections:\n${indented}\n`, mode)
  return home
}
