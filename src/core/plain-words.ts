const plain = /^(?:[a-z\d]+(?:[ :-][a-z\d]+)*|-?\d+(?:\.\d+)?)$/i

/**
 * Whether the text is but words, numbers and dates of ASCII, in which no markup sees anything else.
 * Most cells are, and all that is done with others need not be tried.
 */
export function isPlain(text: string): boolean {
  return plain.test(text)
}
