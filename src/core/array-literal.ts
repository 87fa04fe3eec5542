/**
 * Reads PostgreSQL's text of an array, `{1,NULL,"a \"b\""}`, nested to any depth and with or
 * without bounds (`[0:1]={1,2}`, whose bounds are dropped).
 *
 * `scalar` makes an element of its raw text (null for NULL), `array` makes a list of elements.
 * See "Array Input and Output Syntax" in PostgreSQL's manual.
 */
export function parseArrayLiteral<T>(
  text: string,
  delimiter: string,
  scalar: (text: string | null) => T,
  array: (items: T[]) => T,
): T {
  let at = text.startsWith('[') ? text.indexOf('=') + 1 : 0

  function list(): T {
    const items: T[] = []
    at++
    while (text[at] !== '}' && at < text.length) {
      items.push(text[at] === '{' ? list() : element())
      if (text[at] === delimiter) at++
    }
    at++
    return array(items)
  }

  function element(): T {
    if (text[at] === '"') return scalar(quoted())
    const start = at
    while (text[at] !== delimiter && text[at] !== '}' && at < text.length) at++
    const raw = text.slice(start, at)
    return scalar(raw === 'NULL' ? null : raw)
  }

  function quoted(): string {
    let value = ''
    let start = ++at
    for (; text[at] !== '"' && at < text.length; at++) {
      if (text[at] !== '\\') continue
      value += text.slice(start, at)
      start = ++at
    }
    value += text.slice(start, at++)
    return value
  }

  return list()
}
