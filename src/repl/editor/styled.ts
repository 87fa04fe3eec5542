/** Text with styles: SGR sequences, each of which holds until the next. */
export interface Styled {
  readonly text: string
  /** By where they begin, in rising order. */
  readonly styles: readonly Style[]
}

export interface Style {
  readonly index: number
  /** Empty: plain. */
  readonly sgr: string
}

export function plain(text: string): Styled {
  return { text, styles: [] }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what the sequences begin with
const sequences = /(?:\x1b\[[\d;:]*m)+/g

/** Takes the sequences out of a text. Those without text between them are one style. */
export function parseStyled(ansi: string): Styled {
  const styles: Style[] = []
  let length = 0
  const text = ansi.replace(sequences, (sgr, offset: number) => {
    styles.push({ index: offset - length, sgr })
    length += sgr.length
    return ''
  })
  return { text, styles }
}

/** The part of a styled text between two indexes. */
export function sliceStyled({ text, styles }: Styled, start: number, end: number): Styled {
  const first = Math.max(0, firstAfter(styles, start) - 1)
  const last = firstAfter(styles, end - 1)
  const moved = styles
    .slice(first, last)
    .map(({ index, sgr }) => ({ index: Math.max(0, index - start), sgr }))
  return { text: text.slice(start, end), styles: moved }
}

/** How many styles begin at or before an index. */
function firstAfter(styles: readonly Style[], index: number): number {
  let low = 0
  let high = styles.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((styles[middle] as Style).index <= index) low = middle + 1
    else high = middle
  }
  return low
}
