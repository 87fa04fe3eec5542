/** A part of a JSON text that is known to be valid. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** The elements of the array that begins at `start`. */
export function* elements(text: string, start: number): Generator<Span> {
  let at = skipped(text, start + 1)
  while (text[at] !== ']') {
    const end = valueEnd(text, at)
    yield { start: at, end }
    at = nextItem(text, end)
  }
}

/** The names and values of the object that begins at `start`, in order. */
export function* members(text: string, start: number): Generator<[name: string, value: Span]> {
  let at = skipped(text, start + 1)
  while (text[at] !== '}') {
    const nameEnd = stringEnd(text, at)
    const value = skipped(text, skipped(text, nameEnd) + 1)
    const end = valueEnd(text, value)
    yield [JSON.parse(text.slice(at, nameEnd)), { start: value, end }]
    at = nextItem(text, end)
  }
}

/** Where the next item begins, behind a comma, or the bracket stands that closes. */
function nextItem(text: string, end: number): number {
  const at = skipped(text, end)
  return text[at] === ',' ? skipped(text, at + 1) : at
}

/** The first place from `at` on that is not white space. */
export function skipped(text: string, at: number): number {
  let place = at
  while (' \t\n\r'.includes(text[place] ?? 'x')) place++
  return place
}

function valueEnd(text: string, start: number): number {
  if (text[start] === '"') return stringEnd(text, start)
  if (text[start] === '{' || text[start] === '[') return structureEnd(text, start)
  scalarEnd.lastIndex = start
  return scalarEnd.exec(text)?.index ?? text.length
}

const scalarEnd = /[\s,\]}]/g

/** However deep it is: no recursion. */
function structureEnd(text: string, start: number): number {
  let depth = 0
  let at = start
  for (;;) {
    mark.lastIndex = at
    at = mark.exec(text)?.index ?? text.length
    const character = text[at]
    if (character === '"') {
      at = stringEnd(text, at)
      continue
    }
    at++
    depth += character === '{' || character === '[' ? 1 : -1
    if (depth === 0) return at
  }
}

const mark = /["[\]{}]/g

function stringEnd(text: string, start: number): number {
  let at = start
  do at = text.indexOf('"', at + 1)
  while (isEscaped(text, at))
  return at + 1
}

/** Whether an odd number of backslashes stands before. */
function isEscaped(text: string, at: number): boolean {
  let before = at - 1
  while (text[before] === '\\') before--
  return (at - before) % 2 === 0
}
