import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { Database } from '../../src/index.js'
import { lineTo } from '../servers/line.js'
import { kill, startServer } from './scene.js'

describe.each(['postgresql', 'mysql'] as const)('%s', (name) => {
  const running = inject('servers')[name]

  test.skipIf(running === undefined)(
    'a server that is restarted between two queries',
    { timeout: 60_000 },
    async ({ skip }) => {
      const server = await startServer(name, skip)
      const line = await lineTo(server.url)
      onTestFinished(line.close)
      await using database = new Database(line.url)
      const one = async () => await database.query('select 1 as n')
      expect(await one()).toEqual([{ n: 1 }])

      await kill(name, server)
      // A process of the server's may answer once more before it is gone.
      const answer = () =>
        one().then(
          () => 'rows',
          ({ name, code }) => `${name}: ${code}`,
        )
      await expect.poll(answer, { timeout: 10_000 }).toBe('RecordsError: connection')

      // Another that takes its place, and knows the same account.
      line.leadTo(running as string)
      expect(await one()).toEqual([{ n: 1 }])
      expect(await one()).toEqual([{ n: 1 }])
    },
  )
})
