import fc from 'fast-check'

/**
 * What a reader of CSV, JSON or YAML may take for something else than text: numbers, booleans,
 * dates, nothing, marks of the syntax, ends of lines and of data, characters that are not seen.
 */
const lookAlikes = [
  ...['', 'null', '~', 'NULL', '\\N', '\\.', 'NaN', '.nan', '-.inf', 'Infinity', '=', '<<'],
  ...['y', 'N', 'yes', 'No', 'ON', 'off', 'true', 'False', 'inf', 'é', 'ID'],
  ...['0', '-1', '+1', '007', '1_000', '0b101', '0o17', '0x1F', '1e3', '1.5E-7', '.5', '5.', '-.5'],
  ...['12:30:45', '1:30.5', '2024-01-01', '2024-01-01T10:00:00Z', '9007199254740993'],
  ...['- a', '-', '--- a', '...', '? a', ': a', 'a: b', 'a:', 'a #b', '#a', 'a -b', 'a - b', '&a'],
  ...['*a', '!a', '!!int 1', '|', '>', '%TAG', '@a', '`a', '{a}', '[a]', '{', ']', 'a,b', 'a, b'],
  ...["'", "it's", '"', '""', 'a"b', '\\', '\\n', '\\"', '\\u0041', '<a&b>', '=1+1'],
  ...[' ', 'a ', ' a', 'a  b', '\t', '\n', '\r', '\r\n', 'a\n', '\n\na', 'a\nb', ' \n ', '\f\v\b'],
  ...['\0', '\x1b[31m', '\x7f', '\x80', '\x85', '\xa0', '\xad', '\u2028', '\u2029', '\u202e'],
  ...['\ufeff', '\ufffe', '\uffff', '\u{1fffe}', '日本酒', '🧀', '👨‍👩‍👧', 'e\u0301', '\u200d'],
]

const loneSurrogate = fc.constantFrom('\uD800', '\uDBFF', '\uDC00', '\uDFFF')

const anyText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(...lookAlikes),
      fc.string({ unit: 'binary', maxLength: 3 }),
      fc.string({ maxLength: 5 }),
      { weight: 1, arbitrary: loneSurrogate },
    ),
    { maxLength: 4 },
  )
  .map((parts) => parts.join(''))

/**
 * All of {@link lookAlikes} and so many other texts of any characters, lone surrogates included;
 * the same at every run. `SEED` gives others.
 */
export function anyTexts(count: number): string[] {
  const seed = Number(process.env.SEED ?? 1)
  return [...lookAlikes, ...fc.sample(anyText, { numRuns: count, seed })]
}
