// A program that publishes files into a folder. At a moment, if it is given one, it sends itself a
// signal.
import { join } from 'node:path'
import { Publication } from '../../src/report/publication.js'

const sizes = { 'a.csv': 0, 'b.csv': 10, 'c.csv.gz': 300_000, 'd.csv': 70_000, 'e.csv': 3_000_000 }
const [, , folder = '', moment, signal] = process.argv

function reached(name: string): void {
  if (name === moment) process.kill(process.pid, signal)
}

const publication = Publication.begin()
reached('begun')
try {
  for (const [name, size] of Object.entries(sizes)) {
    const output = await publication.open(join(folder, name))
    const text = 'new value\n'.repeat(size / 10)
    for (let at = 0; at < size; at += 10_000) await output.write(text.slice(at, at + 10_000))
    reached('writing')
    await output.finish()
  }
  reached('written')
  const published = publication.publish()
  // The order has been sent when this turn ends.
  setImmediate(() => reached('told'))
  await published
  reached('published')
} catch (error) {
  await publication.discard()
  throw error
}
