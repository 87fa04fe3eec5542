let stringWidth

/**
 * string-width, evaluated when the first text is measured: for its regular expressions and its
 * segmenter V8 loads tables of Unicode, which takes 20 ms. Of the command line yargs measures the
 * help alone.
 */
export default function (...given) {
  stringWidth ??= require('string-width').default
  return stringWidth(...given)
}
