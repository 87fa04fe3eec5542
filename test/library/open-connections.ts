import { Database } from '../../src/index.js'
import type { DatabaseName } from '../servers/index.js'

/** How many connections to its database the server has, beside the one that asks. */
const questions: Readonly<Partial<Record<DatabaseName, string>>> = {
  postgresql:
    'select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  mysql:
    'select count(*) from information_schema.processlist where db = database() and id <> connection_id()',
}

/** Whether the server itself can tell of its connections. */
export function countsConnections(name: DatabaseName): boolean {
  return questions[name] !== undefined
}

export async function openConnections(name: DatabaseName, url: string): Promise<number> {
  await using observer = new Database(url)
  return (await observer.query(questions[name] ?? 'select 0').scalar<number>()) ?? -1
}
