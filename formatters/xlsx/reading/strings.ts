import { decodedText, type XmlReader } from './xml.js'

/**
 * Gathers the text of strings, plain or rich (ECMA-376 part 1, 18.4): that of their `t` elements,
 * without what tells how to pronounce it.
 */
export class StringText {
  #text = ''
  #open = false
  #pronunciation = false
  #piece = ''

  open(name: string): void {
    if (name === 'rPh') this.#pronunciation = true
    if (name !== 't' || this.#pronunciation) return
    this.#open = true
    this.#piece = ''
  }

  text(text: string): void {
    if (this.#open) this.#piece += text
  }

  close(name: string): void {
    if (name === 'rPh') this.#pronunciation = false
    if (name !== 't' || !this.#open) return
    this.#open = false
    this.#text += decodedText(this.#piece)
  }

  /** The whole string; the next begins. */
  take(): string {
    const text = this.#text
    this.#text = ''
    return text
  }
}

/** The table of shared strings, by their numbers. */
export class SharedStrings implements XmlReader {
  readonly all: string[] = []
  readonly #string = new StringText()

  open(name: string): void {
    this.#string.open(name)
  }

  text(text: string): void {
    this.#string.text(text)
  }

  close(name: string): void {
    this.#string.close(name)
    if (name === 'si') this.all.push(this.#string.take())
  }
}
