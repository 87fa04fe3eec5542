import { expect, test } from 'vitest'
import { describeDatabase } from '../../servers/index.js'
import { connectTo, run } from './command.js'
import { sessions, sleeping } from './queries.js'

for (const name of ['postgresql', 'mysql'] as const) {
  describeDatabase(name, ({ url }) => {
    connectTo(url)

    test('--timeout ends a statement that takes longer', async () => {
      const started = performance.now()
      const { status, stdout, stderr } = await run([sleeping[name], 'csv', '--timeout', '300ms'])
      expect([status, stdout.toString()]).toEqual([1, ''])
      expect(stderr).toMatch(/^records: .*time/)
      expect(performance.now() - started).toBeLessThan(5000)
      await expect.poll(() => sessions(name, url), { timeout: 10_000 }).toBe('')
    })
  })
}
