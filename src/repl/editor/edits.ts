import {
  blankWordStart,
  lineEnd,
  lineStart,
  type Motion,
  nextCharacter,
  previousCharacter,
  restOfLine,
  startOfLine,
  wordEnd,
  wordStart,
} from './boundaries.js'
import type { KillRing } from './kill-ring.js'
import type { Key } from './mode.js'
import type { TextBuffer } from './text-buffer.js'

/** Readline's keys in its emacs mode, where lines are those of the text. */
const motions: Readonly<Record<string, Motion>> = {
  left: previousCharacter,
  'C-b': previousCharacter,
  right: nextCharacter,
  'C-f': nextCharacter,
  home: lineStart,
  'C-a': lineStart,
  end: lineEnd,
  'C-e': lineEnd,
  'M-b': wordStart,
  'M-left': wordStart,
  'C-left': wordStart,
  'M-f': wordEnd,
  'M-right': wordEnd,
  'C-right': wordEnd,
  'C-home': () => 0,
  'C-end': (text) => text.length,
}

const deletions: Readonly<Record<string, Motion>> = {
  backspace: previousCharacter,
  delete: nextCharacter,
  'C-d': nextCharacter,
}

/** What is cut can be put in again. */
const kills: Readonly<Record<string, Motion>> = {
  'C-k': restOfLine,
  'C-u': startOfLine,
  'C-w': blankWordStart,
  'M-backspace': wordStart,
  'M-d': wordEnd,
  'C-delete': wordEnd,
  'M-delete': wordEnd,
}

const others: Readonly<Record<string, (buffer: TextBuffer, ring: KillRing) => void>> = {
  'C-t': transpose,
  'C-_': (buffer) => buffer.undo(),
  'C-y': (buffer, ring) => ring.yank(buffer),
  'M-y': (buffer, ring) => ring.yankOlder(buffer),
  tab: (buffer) => buffer.type('\t'),
  'M-return': (buffer) => buffer.type('\n'),
}

/** Types what a key types, or does what it is bound to, if it is one that edits or moves. */
export function edit({ name, text: typed }: Key, buffer: TextBuffer, ring: KillRing): void {
  const { text, cursor } = buffer
  const kill = kills[name]
  const motion = motions[name]
  const deletion = deletions[name]
  if (!kill) ring.stopGrowing()
  if (typed !== '') buffer.type(typed)
  else if (kill) ring.kill(buffer, kill(text, cursor))
  else if (motion) buffer.move(motion(text, cursor))
  else if (deletion) buffer.replace(cursor, deletion(text, cursor), '')
  else others[name]?.(buffer, ring)
}

/** Exchanges the characters on both sides of the cursor; at a line's end, the two before it. */
function transpose(buffer: TextBuffer): void {
  const { text, cursor } = buffer
  const start = lineStart(text, cursor)
  const middle = cursor === lineEnd(text, cursor) ? previousCharacter(text, cursor) : cursor
  if (middle <= start) return
  const left = previousCharacter(text, middle)
  const right = nextCharacter(text, middle)
  buffer.replace(left, right, text.slice(middle, right) + text.slice(left, middle))
}
