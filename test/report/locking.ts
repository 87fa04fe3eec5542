// A program that locks a report, says how that went, and holds the lock until its input ends.
import { lockReport } from '../../src/report/lock.js'

try {
  const lock = await lockReport(process.argv[2] ?? '', process.env)
  console.log('locked')
  for await (const _ of process.stdin);
  lock.release()
} catch (error) {
  console.log((error as Error).message)
}
