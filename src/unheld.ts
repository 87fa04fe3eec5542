import type { Knex } from 'knex'

/** tarn's pool, with the timer that its types keep to themselves. */
interface Pool {
  readonly interval?: NodeJS.Timeout | null
  on(event: 'startReaping', listener: () => void): void
}

/**
 * The same knex, whose pool does not hold the process: while nothing is asked of the database, the
 * timer that closes idle connections lets it end. A connection to a server holds it until that has
 * lain idle for half a minute, or is closed.
 */
export function unheld(knex: Knex): Knex {
  const pool: Pool = knex.client.pool
  // The event comes just before the timer.
  pool.on('startReaping', () => queueMicrotask(() => pool.interval?.unref()))
  return knex
}
