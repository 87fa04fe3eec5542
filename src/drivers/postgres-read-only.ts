import type { Statement } from '../core/driver.js'
import type { PostgresClient } from './postgres-client.js'

/** Only these can commit and go on in another transaction, whose mode they may choose. */
const commitWithin = new Set(['CALL', 'DO'])

/**
 * Runs a statement so that it cannot write, whatever the statements before it have set: every
 * transaction is made READ ONLY again before each. One that is READ ONLY when a statement starts
 * stays so until the statement ends, unless that commits, as a procedure may where there is no
 * transaction: so that gets one. See "SET TRANSACTION" and "Transaction Management" of PL/pgSQL in
 * PostgreSQL's manual.
 */
export async function* readOnly<T>(
  client: PostgresClient,
  { command }: Statement,
  results: () => AsyncGenerator<T>,
): AsyncGenerator<T> {
  // The server tells of its state with its word that it is ready, which comes after an error.
  if (!client.readyForQuery) await client.query('')
  const state = client.getTransactionStatus()
  if (state === 'I' && commitWithin.has(command)) return yield* inTransaction(client, results)
  if (state === 'T') await client.query('set transaction read only')
  if (state === 'I') await client.query('set session characteristics as transaction read only')
  yield* results()
}

async function* inTransaction<T>(
  client: PostgresClient,
  results: () => AsyncGenerator<T>,
): AsyncGenerator<T> {
  await client.query('begin read only')
  let committed = false
  try {
    yield* results()
    await client.query('commit')
    committed = true
  } finally {
    if (!committed) await client.query('rollback').catch(() => {})
  }
}
