import { type Deferred, deferred } from '../../core/deferred.js'
import type { EditorOptions, Input, Reader, ReadOptions } from './contract.js'
import { KeySource } from './key-source.js'
import { KillRing } from './kill-ring.js'
import { Screen } from './screen.js'
import { type Memory, Session } from './session.js'
import { View } from './view.js'

/** Has the terminal mark what is pasted, so that lines in it are told from Enter. */
const bracketedPaste = { on: '\x1b[?2004h', off: '\x1b[?2004l' }

/** An input that is being edited. */
interface Reading {
  readonly session: Session
  readonly view: View
  readonly entered: Deferred<Input>
  readonly remember: boolean
}

/** Reads from a terminal, drawing with ANSI sequences. */
export class TerminalReader implements Reader {
  readonly #options: EditorOptions
  readonly #keys: KeySource
  readonly #screen: Screen
  readonly #memory: Memory = { ring: new KillRing(), lastSearch: { query: '' } }
  #reading: Reading | undefined
  #drawing = false

  constructor(options: EditorOptions) {
    this.#options = options
    this.#keys = new KeySource(options.input, () => this.#finish({ type: 'end' }))
    this.#screen = new Screen(options.output)
  }

  async read(initial: string, { remember = true }: ReadOptions = {}): Promise<Input> {
    if (this.#keys.ended) return { type: 'end' }
    const reading: Reading = {
      session: new Session(this.#options, initial.replace(/\r\n?/g, '\n'), this.#memory, {
        changed: () => this.#drawSoon(),
        clear: () => this.#screen.clear(),
        suspend: () => this.#suspend(),
        finish: (input) => this.#finish(input),
      }),
      view: new View(this.#options),
      entered: deferred(),
      remember,
    }
    this.#reading = reading
    this.#screen.write(bracketedPaste.on)
    this.#listen(true)
    // Before the prompt is seen: until then the terminal keeps Ctrl-C and Ctrl-D for itself.
    this.#keys.start((press) => reading.session.take(press))
    this.#draw()
    return reading.entered.promise
  }

  print(text: string): void {
    this.#screen.erase()
    this.#screen.write(text.replace(/\n?$/, '\n').replace(/\r?\n/g, '\r\n'))
    this.#draw()
  }

  close(): void {
    this.#finish({ type: 'end' })
    this.#keys.close()
  }

  #draw(): void {
    if (this.#reading === undefined) return
    const { session, view } = this.#reading
    const { columns, height } = this.#screen
    this.#screen.draw(view.frame(session.scene, columns, height))
  }

  /** Once for all keys that came at once. */
  #drawSoon(): void {
    if (this.#drawing) return
    this.#drawing = true
    queueMicrotask(() => {
      this.#drawing = false
      this.#draw()
    })
  }

  #finish(input: Input): void {
    const reading = this.#reading
    if (reading === undefined) return
    reading.session.end()
    this.#leave(input.type === 'interrupt' ? '^C' : '')
    this.#reading = undefined
    this.#listen(false)
    this.#keys.stop()
    if (input.type === 'text' && reading.remember) this.#options.history.add(input.text)
    reading.entered.resolve(input)
  }

  /** Leaves what is edited to be seen, and the terminal as others expect it. */
  #leave(note: string): void {
    this.#draw()
    this.#screen.leave(note)
    this.#screen.write(bracketedPaste.off)
  }

  readonly #resized = (): void => {
    this.#screen.erase()
    this.#draw()
  }

  /** Whoever stopped the program, others have written to the terminal since, and changed its mode. */
  readonly #resume = (): void => {
    this.#keys.setRaw(false)
    this.#keys.setRaw(true)
    this.#screen.write(bracketedPaste.on)
    this.#screen.forget()
    this.#draw()
  }

  #suspend(): void {
    if (process.platform === 'win32') return
    this.#leave('^Z')
    this.#keys.setRaw(false)
    this.#listen(false)
    // The group, as the terminal itself does it. This goes on when the program is continued.
    process.kill(0, 'SIGTSTP')
    this.#listen(true)
    this.#resume()
  }

  #listen(on: boolean): void {
    const change = on ? 'on' : 'off'
    process[change]('SIGCONT', this.#resume)
    this.#options.output[change]('resize', this.#resized)
  }
}
