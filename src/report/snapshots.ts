import type { Connection } from '../connection.js'
import { Database, type DatabaseOptions } from '../database.js'

/** The connections of a report by the source that names each: a URL or `@name`. */
export type Connections = ReadonlyMap<string, Connection>

/**
 * Does the work on one connection to each of the databases, in a transaction that sees its database
 * as of one moment. They are committed when the work is done; whatever fails rolls them back. Where
 * the options say so, the server refuses to write. `interruptible` tells the work whether every
 * database can stop what it runs.
 */
export async function inSnapshots<T>(
  sources: readonly string[],
  options: DatabaseOptions,
  work: (connections: Connections, interruptible: boolean) => Promise<T>,
): Promise<T> {
  const connections = new Map<string, Connection>()
  let interruptible = true
  const into = async (index: number): Promise<T> => {
    const source = sources[index]
    if (source === undefined) return await work(connections, interruptible)
    await using database = new Database(source, options)
    return await database.session(async (connection) => {
      interruptible &&= await database.interruptible()
      connections.set(source, connection)
      return await connection.snapshot(!options.readOnly, () => into(index + 1))
    })
  }
  return await into(0)
}
