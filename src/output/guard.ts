import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

/**
 * Has a file removed when this process ends before `release`, which is returned, is called; however
 * it ends: by a signal that no handler hears of because SQLite holds the thread, or by SIGKILL. The
 * guard is a shell that waits for the end of its input, which the process holds the other end of.
 * It hears none of the signals that a terminal or a service sends to all of its processes. What comes
 * from a server has one too, for SIGKILL: docs/output.md promises that nothing is left.
 *
 * `failed` is called where there is no such guard.
 */
export function removeAtEnd(path: string, failed: () => void): () => void {
  const script = 'trap "" HUP INT QUIT TERM; read -r _; rm -f -- "$0"'
  const guard = spawn('sh', ['-c', script, resolve(path)], {
    // The folder of the process is not held, so that its disk can be unmounted.
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guard.on('error', failed)
  guard.unref()
  return () => void guard.stdin.destroy()
}
