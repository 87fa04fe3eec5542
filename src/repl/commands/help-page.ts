const width = 24

/** What `\?` prints. */
export async function helpPage(): Promise<string> {
  // The list of commands has the help itself in it.
  const { groups } = await import('./index.js')
  const lines = Object.entries(groups).map(([title, commands]) => {
    const rows = commands.map(({ names: [name], takes, summary }) => {
      const usage = `\\${name} ${takes}`.trimEnd().padEnd(width)
      // As man pages have it: what is too long has the line to itself.
      return `  ${usage}${usage.length > width ? `\n${' '.repeat(width + 2)}` : ''} ${summary}`
    })
    return [title, ...rows].join('\n')
  })
  return `${lines.join('\n\n')}\n\nA statement ends with a semicolon. :name stands for a parameter: \\set name value.\n`
}
