import type { Driver } from '../core/driver.js'

interface DriverEntry {
  readonly name: string
  /** The URL schemes that it answers to. */
  readonly schemes: readonly string[]
  readonly load: () => Promise<Driver>
}

/** Every database that there is a driver for; only the one that a URL names is loaded. */
export const drivers: readonly DriverEntry[] = [
  {
    name: 'SQLite',
    schemes: ['sqlite', 'demo'],
    load: async () => (await import('./sqlite.js')).default,
  },
  {
    name: 'PostgreSQL',
    schemes: ['postgresql', 'postgres'],
    load: async () => (await import('./postgres.js')).default,
  },
  {
    name: 'MySQL',
    schemes: ['mysql', 'mariadb'],
    load: async () => (await import('./mysql.js')).default,
  },
]
