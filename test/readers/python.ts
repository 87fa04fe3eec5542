import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The system's Python comes first: it has the packages that the system installs for it. */
const interpreters = ['/usr/bin/python3', 'python3']

/** A Python that has the module, or undefined where there is none. */
export function pythonWith(module: string): string | undefined {
  return interpreters.find((interpreter) => {
    try {
      execFileSync(interpreter, ['-c', `import ${module}`], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  })
}

/** What a script of this folder prints as JSON, given the arguments. */
export function runPython(interpreter: string, script: string, ...words: string[]): unknown {
  const path = fileURLToPath(new URL(script, import.meta.url))
  const options = { encoding: 'utf8', maxBuffer: 2 ** 28 } as const
  return JSON.parse(execFileSync(interpreter, ['-X', 'utf8', path, ...words], options))
}
