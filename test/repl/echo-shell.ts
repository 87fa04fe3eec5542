import { Editor } from '../../src/repl/editor/editor.js'
import { History } from '../../src/repl/history.js'

/** A shell that writes what it read, for tests in a terminal. */
const editor = new Editor({
  input: process.stdin,
  output: process.stdout,
  history: new History(),
  prompt: (line) => (line === 0 ? '\x1b[1mdb=>\x1b[0m ' : 'db-> '),
  isFinished: (text) => /^\s*$|;\s*$/.test(text),
  highlight: (text) => text.replace(/select/g, '\x1b[34m$&\x1b[0m'),
})
for (;;) {
  const input = await editor.read()
  console.log(JSON.stringify(input))
  if (input.type === 'end') break
}
editor.close()
