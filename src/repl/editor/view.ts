import { terminalControls } from '../../core/visible.js'
import { lineEnd } from './boundaries.js'
import type { EditorOptions } from './contract.js'
import { type Place, type Row, RowWriter } from './layout.js'
import type { Frame } from './screen.js'
import { parseStyled, plain, type Styled, sliceStyled } from './styled.js'
import { Viewport } from './viewport.js'

/** What is to be seen of a read. */
export interface Scene {
  readonly text: string
  readonly cursor: number
  /** Stands before the first line instead of the prompt. */
  readonly prompt?: string | undefined
  /** What stands below the text, in at most so many rows. */
  readonly below?: ((columns: number, height: number) => readonly Row[]) | undefined
}

/** A longer text has no colours, so that typing in it stays quick. */
const longestHighlighted = 200_000

/** Makes frames of scenes: prompts, text in colours, and what stands below. */
export class View {
  readonly #options: EditorOptions
  readonly #viewport = new Viewport()
  #highlighted = plain('')
  #prompts = new Map<number, { readonly textBefore: string; readonly prompt: Styled }>()

  constructor(options: EditorOptions) {
    this.#options = options
  }

  frame(scene: Scene, columns: number, height: number): Frame {
    const below = scene.below?.(columns, height - 1) ?? []
    const frame = this.#textFrame(scene, columns, height - below.length)
    return { rows: [...frame.rows, ...below], cursor: frame.cursor }
  }

  #textFrame(scene: Scene, columns: number, height: number): Frame {
    const starts = lineStarts(scene.text)
    const cursorLine = starts.findLastIndex((start) => start <= scene.cursor)
    const lay = (line: number, cursor?: number): [rows: readonly Row[], cursor: Place] => {
      const start = starts[line] as number
      const writer = new RowWriter(columns)
      writer.write(this.#prompt(scene, line, start))
      const place = writer.write(this.#line(scene.text, start), cursor)
      return [writer.end(), place]
    }
    const [cursorRows, cursor] = lay(cursorLine, scene.cursor - (starts[cursorLine] as number))
    const laid = new Map([[cursorLine, cursorRows]])
    const rows = (line: number) => {
      const known = laid.get(line) ?? lay(line)[0]
      laid.set(line, known)
      return known
    }
    return this.#viewport.frame({ count: starts.length, rows, cursorLine, cursor }, height)
  }

  #prompt(scene: Scene, line: number, start: number): Styled {
    if (line === 0 && scene.prompt !== undefined) return plain(scene.prompt)
    const textBefore = scene.text.slice(0, start)
    const known = this.#prompts.get(line)
    if (known?.textBefore === textBefore) return known.prompt
    const prompt = parseStyled(this.#options.prompt(line, textBefore))
    this.#prompts.set(line, { textBefore, prompt })
    return prompt
  }

  #line(text: string, start: number): Styled {
    if (this.#highlighted.text !== text) this.#highlighted = this.#highlight(text)
    return sliceStyled(this.#highlighted, start, lineEnd(text, start))
  }

  #highlight(text: string): Styled {
    if (!this.#options.highlight || text.length > longestHighlighted) return plain(text)
    // Without the sequences that the text itself may hold.
    const quiet = text.replace(terminalControls, (control) =>
      control === '\t' ? control : ' '.repeat(control.length),
    )
    const { text: same, styles } = parseStyled(this.#options.highlight(quiet))
    return same === quiet ? { text, styles } : plain(text)
  }
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}
