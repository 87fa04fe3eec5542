import { execFileSync, spawnSync } from 'node:child_process'
import { type HtmlPage, hasHtml5lib, readHtml } from './html.js'
import { present } from './present.js'

/** Whether there is cmark-gfm, GitHub's own reader of its Markdown, and one of its HTML. */
export const hasCmark: boolean =
  hasHtml5lib && present('cmark-gfm', !spawnSync('cmark-gfm', ['--version']).error)

const extensions = ['table', 'strikethrough', 'autolink', 'tagfilter']

/** The page that cmark-gfm makes of the text. */
export function readMarkdown(text: string): HtmlPage {
  const words = ['--unsafe', ...extensions.flatMap((extension) => ['-e', extension])]
  const html = execFileSync('cmark-gfm', words, {
    input: text,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  return readHtml(`<!DOCTYPE html><meta charset="utf-8">${html}`)
}
