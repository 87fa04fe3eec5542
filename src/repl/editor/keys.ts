import type { Key } from 'node:readline'

/** A key that was pressed, or text that was pasted as a whole. */
export type Press =
  | {
      readonly type: 'key'
      /** As readline's manual writes them: `C-a`, `M-b`, `S-tab`, `up`. */
      readonly name: string
      /** What it types, if anything. */
      readonly text: string
    }
  | { readonly type: 'paste'; readonly text: string }

/** What `emitKeypressEvents` decoded. */
export function keyPress(typed: string | undefined, key: Key): Press {
  const text = typed !== undefined && !key.ctrl && !key.meta && !control.test(typed) ? typed : ''
  return { type: 'key', name: nameOf(key), text }
}

const control = /^\p{Cc}/u

/** Keys whose names say nothing of how they were pressed. */
const named: Readonly<Record<string, string>> = {
  '\n': 'C-j',
  '\x1f': 'C-_',
  '\x1b': 'escape',
  '\x1b\x1b': 'escape',
}

function nameOf({ name = '', sequence = '', ctrl, meta, shift }: Key): string {
  const spelled = named[sequence]
  if (spelled !== undefined) return spelled
  const shifted = shift && name.length > 1
  return `${ctrl ? 'C-' : ''}${meta ? 'M-' : ''}${shifted ? 'S-' : ''}${name}`
}
