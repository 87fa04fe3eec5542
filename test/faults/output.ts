import { chmodSync, closeSync, existsSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { start } from '../cli/process/command.js'
import { endless, rows } from '../cli/process/queries.js'
import { smallDisk } from '../cli/process/small-disk.js'
import { startUnprivileged } from '../cli/process/unprivileged.js'
import { type Command, ends, everywhere, type FaultGroup } from './fault.js'
import { type Scene, yesterday } from './scene.js'

export const output: FaultGroup = {
  title: 'The output',
  faults: [
    {
      name: 'the disk is full',
      command: (scene, to) => ({
        sql: endless(scene.name),
        ...(to === 'file' ? { folder: fullDisk(scene) } : { start: toFullDevice(scene) }),
      }),
      outcomes: everywhere(ends(4, 'cannot write …: no space left on the device')),
    },
    {
      name: 'the folder of the report cannot be written',
      command: ({ folder }) => {
        chmodSync(folder, 0o555)
        return { folder, start: startUnprivileged }
      },
      to: ['file'],
      outcomes: everywhere(ends(4, 'cannot write …: permission denied')),
    },
    {
      name: 'the folder of the report is removed meanwhile',
      command: ({ name, folder }) => ({ folder, sql: rows(name, 300_000) }),
      moments: ['streaming'],
      strike: ({ folder }) => rmSync(folder, { recursive: true }),
      to: ['file'],
      leaves: [],
      outcomes: everywhere(ends(4, 'cannot write …: there is no such folder')),
    },
    {
      name: 'the reader closes the pipe',
      moments: ['streaming'],
      strike: (_scene, commands) => commands[0]?.child.stdout?.destroy(),
      to: ['stdout'],
      outcomes: everywhere(ends(0)),
    },
  ],
}

function toFullDevice(scene: Scene): Command['start'] {
  if (!existsSync('/dev/full')) return scene.skip('there is no /dev/full here')
  const full = openSync('/dev/full', 'w')
  scene.hold(() => closeSync(full))
  return (args, options) => start(args, { ...options, stdio: ['ignore', full, 'pipe'] })
}

/** A small file system with yesterday's report on it. */
function fullDisk(scene: Scene): string {
  const disk = smallDisk() ?? scene.skip('a small file system cannot be mounted here')
  writeFileSync(join(disk, 'report.csv'), yesterday)
  return disk
}
