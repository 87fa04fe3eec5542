import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { present } from '../../readers/present.js'
import { shellWithRecords } from './command.js'
import { newFolder } from './folder.js'

/** Whether there is tmux, to make terminals with. */
export const hasTerminals: boolean = present('tmux', spawnSync('tmux', ['-V']).status === 0)

/** A terminal of 100 columns and 30 lines with a script of the shell under way in it. */
export interface Terminal {
  /** What can be seen now. */
  screen(): string
  /** Every byte that was sent to it, as it was. */
  sent(): string
  /** Presses a key: `C-c`. */
  press(key: string): void
  /** Types a text. */
  type(text: string): void
  /** Types a text, and presses Enter. */
  enter(text: string): void
  /** Pastes a text, marked as one where the program has asked for that. */
  paste(text: string): void
  /** Makes the terminal another size. */
  resize(columns: number, lines: number): void
  /** The script's exit status, once it has ended. */
  status(): Promise<number>
  /** Leaves the shell of records by Ctrl-D at its prompt, and gives the exit status. */
  leave(): Promise<number>
}

/** Starts a shell's script in a terminal of its own; in it `records` is the built command. */
export function terminal(script: string, words: readonly string[] = []): Terminal {
  const folder = newFolder()
  const log = join(folder, 'log')
  const socket = ['-S', join(folder, 'socket'), '-f', '/dev/null', '-u']
  const tmux = (...args: string[]) =>
    execFileSync('tmux', [...socket, ...args], { encoding: 'utf8' })
  // It waits for a key, so that nothing is sent before it is logged, and for another, to be seen.
  // By itself the shell would end with the command that Ctrl-C ends.
  const waiting = `trap : INT\nread -r _\n${script}\nprintf 'status %s.' "$?"; read -r _`
  tmux('new-session', '-d', '-x', '100', '-y', '30', ...shellWithRecords(waiting, words))
  onTestFinished(() => void tmux('kill-server'))
  tmux('pipe-pane', `cat >'${log}'`)
  tmux('send-keys', 'Enter')
  const screen = () => tmux('capture-pane', '-p').trim()
  // tmux takes a semicolon at the end for one of its own.
  const type = (text: string) => void tmux('send-keys', '-l', text.replace(/;$/, '\\;'))
  const press = (key: string) => void tmux('send-keys', key)
  const status = async () => {
    await expect.poll(screen, { timeout: 20_000 }).toMatch(/status \d+\.$/)
    return Number(/status (\d+)\.$/.exec(screen())?.[1])
  }
  return {
    screen,
    sent: () => (existsSync(log) ? readFileSync(log, 'utf8') : ''),
    press,
    type,
    enter(text) {
      type(text)
      tmux('send-keys', 'Enter')
    },
    paste(text) {
      tmux('set-buffer', text)
      tmux('paste-buffer', '-p')
    },
    resize: (columns, lines) => void tmux('resize-window', '-x', `${columns}`, '-y', `${lines}`),
    status,
    async leave() {
      // Before, the terminal keeps Ctrl-D for itself.
      await expect.poll(screen, { timeout: 15_000 }).toMatch(/=\*?>$/)
      press('C-d')
      return status()
    },
  }
}
