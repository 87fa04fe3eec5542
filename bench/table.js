import { cpus, release, totalmem, type } from 'node:os'

const columns = [
  'case',
  'records s',
  'CPU s',
  'peak MB',
  'output MB',
  'peer',
  'peer s',
  'CPU s',
  'peak MB',
  'output MB',
  'time ÷ peer',
  'at most',
  'memory ÷ peer',
]

/** The table's first lines, in Markdown. */
export const head = [
  line(columns),
  line(columns.map((_, index) => (index % 5 ? '--:' : ':--'))),
].join('\n')

/** One case's line; `peer` and `theirs` are undefined where there is no peer, `most` where all may be. */
export function row(name, ours, peer, theirs, most = '') {
  const ratio = (key) => (theirs ? (ours[key] / theirs[key]).toFixed(2) : '')
  return line([
    name,
    ...figures(ours),
    peer ?? '',
    ...figures(theirs),
    ratio('seconds'),
    most,
    ratio('memory'),
  ])
}

function figures(sample) {
  if (sample === undefined) return ['', '', '', '']
  const { seconds, cpu, memory, size } = sample
  return [seconds.toFixed(3), cpu.toFixed(3), (memory / 1e6).toFixed(0), (size / 1e6).toFixed(1)]
}

function line(cells) {
  return `| ${cells.join(' | ')} |`
}

/** The machine in one line. */
export function machine() {
  const processors = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${processors[0]?.model}, ${processors.length} cores, ${memory} GiB, ${type()} ${release()}`
}
