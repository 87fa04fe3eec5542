import { start } from '../cli/process/command.js'
import { rows } from '../cli/process/queries.js'
import { type Command, ends, everywhere, type FaultGroup, onServers } from './fault.js'

export const data: FaultGroup = {
  title: 'The data and the surroundings',
  faults: [
    {
      name: 'a cell is larger than a string of JavaScript may be',
      command: async (scene) => {
        if (scene.name === 'mysql') {
          await scene.execute('set global max_allowed_packet = 1024 * 1024 * 1024')
        }
        const cell = {
          sqlite: 'hex(zeroblob(270000000))',
          postgresql: "repeat('x', 540000000)",
          mysql: "repeat('x', 540000000)",
        }[scene.name]
        return { sql: `select ${cell} as cell` }
      },
      seconds: 30,
      outcomes: {
        sqlite: ends(1, 'string or blob too big'),
        ...onServers(ends(1, 'a cell is longer than 536,870,888 characters')),
      },
    },
    {
      name: 'text is not UTF-8',
      command: (scene) => {
        const text = {
          sqlite: "cast(x'61ff' as text)",
          postgresql: "convert_from('\\x61ff', 'UTF8')",
          mysql: "json_extract(concat('[\"a', x'ff', '\"]'), '$[0]')",
        }[scene.name]
        return { sql: `select ${text} as word` }
      },
      outcomes: {
        sqlite: ends(0, 'text that is not UTF-8 is kept as its bytes: …'),
        postgresql: ends(1, 'invalid byte sequence for encoding "UTF8": 0xff'),
        mysql: ends(0, 'text that is not UTF-8 is kept as its bytes: …'),
      },
    },
    {
      name: 'a statement reads the standard input, or a file of the client',
      command: (scene) => ({
        sql:
          scene.name === 'mysql'
            ? "create temporary table t (a text); load data local infile '/dev/stdin' into table t"
            : 'create temp table t (a text); copy t from stdin',
        start: withOpenInput,
      }),
      outcomes: {
        postgresql: ends(2, 'COPY … FROM STDIN has no data to read here'),
        mysql: ends(1, 'The used command is not allowed because …'),
      },
    },
    {
      name: 'the clock jumps by days while rows come',
      command: (scene) => ({ sql: rows(scene.name, 50_000), start: withJumpingClock }),
      outcomes: everywhere(ends(0)),
    },
  ],
}

/** Nothing comes by its standard input, and nobody closes it. */
const withOpenInput: Command['start'] = (args, options) =>
  start(args, { ...options, stdio: 'pipe' })

/** Every look at the clock finds it ten days on or back. */
const jumpingClock = `const { now } = Date
let looks = 0
Date.now = () => now() + (++looks % 3 - 1) * 864e6`

const withJumpingClock: Command['start'] = (args, { env, ...options }) => {
  const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(jumpingClock)}`
  return start(args, { ...options, env: { ...env, NODE_OPTIONS } })
}
