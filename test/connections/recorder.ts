import type { ConnectionUrl, ConnectOptions, Driver } from '../../src/index.js'
import { RecordsError, registerDatabase } from '../../src/index.js'

/** What the driver of `recorder://` URLs was last told to connect to. */
export interface Recorded {
  readonly url: ConnectionUrl
  readonly options: ConnectOptions
}

let last: Recorded | undefined

const driver: Driver = {
  urlParameters: [],
  interruptible: true,
  placeholder: () => '?',
  configure(url, options) {
    last = { url, options }
    throw new RecordsError('connection', 'recorded')
  },
  open: () => Promise.reject(new Error('there is nothing to open')),
  connectionError: () => new Error('there is nothing to connect to'),
}

registerDatabase({ name: 'Recorder', schemes: ['recorder'], load: async () => driver })

/** What the work told the driver, which lets no connection be made. */
export async function recorded(work: () => Promise<unknown>): Promise<Recorded> {
  last = undefined
  await work().catch((error) => {
    if (!(error instanceof RecordsError) || error.message !== 'recorded') throw error
  })
  if (last === undefined) throw new Error('no driver was told of anything')
  return last
}
