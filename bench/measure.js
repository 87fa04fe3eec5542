import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { devNull } from 'node:os'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('measure.py', import.meta.url))

/**
 * Measures commands against each other: each runs once to warm up, then they take turns.
 * A command is `{ words, env }`; `output` is where the warm-up's output goes, for its size, and
 * where those write that are given a file's name. Gives for each command the median seconds,
 * median seconds of processor time, the largest peak of memory in bytes, and the output's bytes.
 */
export function compare(python, commands, { runs, output }) {
  const sizes = commands.map((command) => {
    const file = command.words.includes(output) ? devNull : output
    measure(python, command, file)
    return statSync(output).size
  })
  const samples = commands.map(() => [])
  for (let run = 0; run < runs; run++) {
    commands.forEach((command, index) => {
      samples[index].push(measure(python, command, devNull))
    })
  }
  return samples.map((taken, index) => ({
    seconds: median(taken.map(({ seconds }) => seconds)),
    cpu: median(taken.map(({ cpu }) => cpu)),
    memory: Math.max(...taken.map(({ memory }) => memory)),
    size: sizes[index],
  }))
}

/** One whole process, its output in a file. */
function measure(python, { words, env }, file) {
  const result = execFileSync(python, ['-I', '-S', script, file, ...words], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return JSON.parse(result)
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
