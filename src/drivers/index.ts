import type { Driver } from '../core/driver.js'

/** A database: by which URLs it is known, and its driver. */
export interface DatabaseDeclaration {
  readonly name: string
  /** The URL schemes that it answers to. */
  readonly schemes: readonly string[]
  /** The port that its URLs may leave out, where it is not the driver's. */
  readonly port?: number
  readonly load: () => Promise<Driver>
  /** The driver whose connections are processes of their own, where there is one. @internal */
  readonly loadOwnProcess?: () => Promise<Driver>
}

const loadPostgres = async (): Promise<Driver> => (await import('./postgres.js')).default
const loadMysql = async (): Promise<Driver> => (await import('./mysql.js')).default

/** Every database that there is a driver for; only the one that a URL names is loaded. */
export const databases: readonly DatabaseDeclaration[] = [
  {
    name: 'SQLite',
    schemes: ['sqlite', 'demo'],
    load: async () => (await import('./sqlite.js')).default,
    loadOwnProcess: async () => (await import('./sqlite-process.js')).default,
  },
  { name: 'PostgreSQL', schemes: ['postgresql', 'postgres'], load: loadPostgres },
  { name: 'CockroachDB', schemes: ['cockroachdb'], port: 26257, load: loadPostgres },
  { name: 'YugabyteDB', schemes: ['yugabytedb', 'yugabyte'], port: 5433, load: loadPostgres },
  { name: 'Redshift', schemes: ['redshift'], port: 5439, load: loadPostgres },
  { name: 'MySQL', schemes: ['mysql', 'mariadb'], load: loadMysql },
  { name: 'TiDB', schemes: ['tidb'], port: 4000, load: loadMysql },
  { name: 'SingleStore', schemes: ['singlestore', 'memsql'], load: loadMysql },
]
