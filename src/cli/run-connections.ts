import { ownPath } from '../connections/config-file.js'
import { allDefinitions, definitionNamed } from '../connections/named.js'
import { RecordsError } from '../core/errors.js'
import type { Dataset } from '../dataset/dataset.js'
import { exportResults } from '../export.js'
import type { ConnectionsInvocation } from './arguments.js'
import { connectionList, connectionSettingsTable } from './connection-tables.js'
import { errorMessage, printable } from './error-message.js'
import type { Interrupts } from './interrupts.js'
import type { CommandIo } from './main.js'
import { openOutput, refuseBinaryOnTerminal } from './report-output.js'
import { testConnection, testedTable } from './test-connections.js'
import { commandWording } from './wording.js'

interface Context {
  readonly invocation: ConnectionsInvocation
  readonly io: CommandIo
  readonly interrupts: Interrupts
}

/** `records connections`: which there are, what one says, and whether they work. */
export async function runConnections(context: Context): Promise<void> {
  const { invocation, io } = context
  refuseBinaryOnTerminal(invocation, io)
  const { request } = invocation
  switch (request.verb) {
    case 'list':
      return await list(context)
    case 'show': {
      const definition = await definitionNamed(request.name, io.env)
      return await write(connectionSettingsTable(definition, io.env), context)
    }
    case 'test':
      return await test(request.name, context)
  }
}

async function list(context: Context): Promise<void> {
  const { env } = context.io
  const all = await allDefinitions(env)
  await write(connectionList(all, env), context)
  if (all.length === 0) say(`there are none: define them in ${ownPath(env)}`, context)
}

/** One after another: each may ask for its password. */
async function test(name: string | undefined, context: Context): Promise<void> {
  const { invocation, io } = context
  const all =
    name === undefined ? await allDefinitions(io.env) : [await definitionNamed(name, io.env)]
  const tested = []
  for (const definition of all) {
    const result = await testConnection(definition, invocation.settings, io.env)
    if (result.error && name !== undefined) throw result.error
    if (result.error) io.stderr.write(errorMessage(result.error, `testing @${result.name}: `))
    tested.push(result)
  }
  await write(testedTable(tested), context)
  const failed = tested.filter(({ error }) => error !== undefined).length
  if (failed === 0) return
  throw new RecordsError('connection', `${failed} of ${tested.length} connections failed`)
}

async function write(table: Dataset, { invocation, io, interrupts }: Context): Promise<void> {
  const output = await openOutput(invocation, io, interrupts)
  const notify = (message: string): void => say(message, { invocation, io })
  try {
    await exportResults(table.results(), output, { ...invocation, notify, wording: commandWording })
    await output.finish()
  } catch (error) {
    await output.discard()
    throw error
  }
}

function say(message: string, { invocation, io }: Pick<Context, 'invocation' | 'io'>): void {
  if (!invocation.quiet) io.stderr.write(`records: ${printable(message)}\n`)
}
