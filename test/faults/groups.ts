import { certificates } from './certificates.js'
import { connecting } from './connecting.js'
import { data } from './data.js'
import type { FaultGroup } from './fault.js'
import { network } from './network.js'
import { output } from './output.js'
import { signals } from './signals.js'
import { sqliteFile } from './sqlite-file.js'

/** The tables of docs/faults.md. */
export const groups: readonly FaultGroup[] = [
  connecting,
  certificates,
  network,
  sqliteFile,
  output,
  signals,
  data,
]
