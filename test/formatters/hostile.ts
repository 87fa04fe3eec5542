import fc from 'fast-check'

/** Text out of what HTML, Markdown and LaTeX read as markup, and of letters of several scripts. */
const hostile: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...'\\`*_{}[]()<>#+-.!|~&$%^"\'/:;,?=@ ') },
      { weight: 2, arbitrary: fc.constantFrom(...'abcXYZ019éŁßö') },
      fc.constantFrom('&amp;', '&#65;', '&nbsp', '<b>', '</td>', '<!--', '-->', '&lt;', '~~', '**'),
      fc.constantFrom('http://a.b/c_d', 'www.a_b.com', 'a_b@c.de', '[x](y)', '![x](y)', '[^1]'),
      fc.constantFrom('--', '---', ',,', "''", '``', '\\\\', '%\\', '\\item', '  ', ']]>', '$x$'),
    ),
    { maxLength: 10 },
  )
  .map((parts) => parts.join(''))

/** So many of them, the same at every run. `SEED` gives others. */
export function hostileTexts(count: number): string[] {
  return fc.sample(hostile, { numRuns: count, seed: Number(process.env.SEED ?? 1) })
}
