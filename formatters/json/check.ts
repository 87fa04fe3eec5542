import { unreadable } from '../../src/core/unreadable.js'

/** Throws for a text that is not JSON: with its line, or that of a text which is but a line. */
export function checkJson(text: string, format: string, line?: number): void {
  try {
    JSON.parse(text)
  } catch (error) {
    const { message } = error as SyntaxError
    const place = line ?? lineOf(text, message)
    const problem = message.replace(/ in JSON at position.*$/s, '').replace(/\s+/g, ' ')
    throw unreadable(format, place === undefined ? problem : `line ${place}: ${problem}`, {
      hint: 'Names and text stand in double quotes, nothing follows the last comma, and NaN is no JSON.',
      cause: error,
    })
  }
}

/** Node tells the place in its message, but of short texts. */
function lineOf(text: string, message: string): number | undefined {
  const position = /at position (\d+)/.exec(message)?.[1]
  if (position === undefined) return undefined
  return text.slice(0, Number(position)).split('\n').length
}
