/** What stands before a line: the database, and what is open. */
export function promptFor(name: string, state: 'none' | 'open' | 'failed', line: number): string {
  const mark = { none: '', open: '*', failed: '!' }[state]
  return line === 0 ? `${name}=${mark}> ` : `${name}-${mark}> `
}
