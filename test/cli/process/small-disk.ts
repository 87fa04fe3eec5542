import { execFileSync, spawnSync } from 'node:child_process'
import { onTestFinished } from 'vitest'
import { newFolder } from './folder.js'

/** A file system of 512 KiB, or undefined where only root may have one. */
export function smallDisk(): string | undefined {
  const disk = newFolder()
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'records-test', disk])
  if (mounted.status !== 0) return undefined
  onTestFinished(() => void execFileSync('umount', [disk]))
  return disk
}
