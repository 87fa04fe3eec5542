/** The characters between two, both included. */
function range(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index))
}

/** Within a text, at its ends and alone, where much is trimmed or read otherwise. */
const everywhere = (character: string) => [`a${character}b`, `${character}c${character}`, character]

const c0 = range(0x00, 0x1f)
const delAndC1 = range(0x7f, 0x9f)
const spaces = [' ', '\xa0', '\u1680', ...range(0x2000, 0x200b), '\u202f', '\u205f', '\u3000']
const bidi = ['\u061c', '\u200e', '\u200f', ...range(0x202a, 0x202e), ...range(0x2066, 0x2069)]
const unseen = ['\xad', '\u034f', '\u200c', '\u200d', '\u2028', '\u2029', '\u2060', '\ufeff']
const noncharacters = ['\ufdd0', '\ufdef', '\ufffe', '\uffff', '\u{1fffe}', '\u{10ffff}']

const characters = [...c0, ...delAndC1, ...spaces, ...bidi, ...unseen, ...noncharacters]

const scripts = [
  ...['é', 'e\u0301', '\u0301', 'Å\u212b', 'ﬁ', 'İı', 'ß', 'Ελληνικά'],
  ...['кириллица', '日本酒', '한국어'],
  ...['नमस्ते', 'ไทย', 'עברית abc 123', 'مرحبا (abc)', 'a\u202egpj.exe'],
  ...['\ufffd', '\ue000', '𝔘𐍈', '𠜎'],
  ...['🧀', '👨‍👩‍👧‍👦', '👍🏽', '🏳️‍🌈', '🇩🇰', '1️⃣', '☺\ufe0e☺\ufe0f', '\u{e0001}', '\u{f0000}', 'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢'],
]

const blanks = ['', '  ', '   ', ' a', 'a ', '  a  b  ', ' \t ', '\t\t', ' \n ', 'a \n b']

const lineEnds = [
  ...['a\r\nb', '\r\n', 'a\n', '\na', 'a\n\nb', '\n\n', 'a\n\n', 'a\rb\nc\r\nd', '\n\r'],
  ...['a\r\r\nb'],
]

const yaml = [
  ...['y', 'n', 'yes', 'no', 'No', 'on', 'OFF', 'true', 'False', 'null', 'NULL', '~', '<<', '='],
  ...['12:30:45', '1:30', '-1:30.5', '1_000', '0b101', '0o17', '017', '0x1F', '1e3', '1E+3', '1.'],
  ...['.5', '-.5', '+.5', '.inf', '-.INF', '.NaN', '2024-01-01', '2024-1-1 1:2:3', '- a', '-'],
  ...['--'],
  ...['---', '--- a', '...', '? b', ': b', 'key: value', 'key:', '# c', 'a # c', 'a#c', '&anchor'],
  ...['*alias', '!tag', '!!str x', '%dir', '%YAML 1.2', '@x', '`x`', '|', '|-', '>', '>+ a'],
  ...['{a: b}'],
  ...['{', '}', '[a, b]', '[', ']', ',', 'a, b', "'", "''", '"', "it's", '\\', 'a\\nb', '\\x41'],
]

const csv = [
  ...['"', '""', '"""', 'a"b', '"a"', '"a', 'a,b', ',', ';', 'a;b', 'a|b', '\\.', '\\N', '\\'],
  ...['\\"'],
  ...['"\n"', '",\r\n"', 'ID', 'sep=;', "'a", '\ufeffa', '\ufeff"a"', '1,5', '#N/A', 'NA', 'NaN'],
]

const formulas = [
  ...['=1+1', '+1', '-1', '+1+1', '-1-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', "'=1", '='],
  ...['＝1'],
  ...["=cmd|' /C calc'!A0", '+cmd|calc', 'DDE("cmd","/C calc","")', '=HYPERLINK("http://a.b","x")'],
  ...['_x000D_', '_x0041_', '_x005F_x0041_', '_x\0_', '1E400', '007', '1/2', '50%', 'TRUE'],
  ...['00:00'],
]

const latex = [
  ...['\\input{/etc/passwd}', '\\write18{ls}', '\\end{document}', '\\\\', '\\', '\\\\[1cm]'],
  ...['$x$', '$'],
  ...['$$x$$', '% a', '50%', '#1', '##', 'a & b', '&', 'a_b', '_', 'a^b', '^^41', '^^M', '~'],
  ...['a~b'],
  ...['{', '}', '{a}', '}{', '--', '---', '-----', '``a', "a''", '?`', '!`', ',,', '<<', '>>'],
  ...['"a'],
  ...['[x]', '[', ']', '*', '*[2pt]', '\\hline', '\\&', 'fi ff ffi fl ffl', '|', '<a>'],
  ...['\\verb|x|'],
]

const markup = [
  ...['<script>alert(1)</script>', '<b>', '</td></tr>', '</table>', '<', '>', '&', '&amp;', '&lt;'],
  ...['&#65;', '&#x41;', '&nbsp', '&nbsp;', '&notit;', ']]>', '<![CDATA[x]]>', '<!--', '-->'],
  ...['<!-- -->'],
  ...['<?xml?>', '<textarea>', '<plaintext>', '<br>', '"onload="x', '|', 'a|b', '\\|', '\\\\|'],
  ...['||'],
  ...['`', '``', '`a|b`', '```\na\n```', '[a](b)', '![a](b)', '[a][b]', '[a]: b', '<http://a.b>'],
  ...['http://a.b/c_d?e=*f*', 'www.a.b', 'a@b.cd', 'mailto:a@b.cd', '*a*', '**a**', '_a_', '__a__'],
  ...['~~a~~', '~a~', '# a', '> a', '+ a', '* a', '1. a', '---', ':--:', '===', '    a', 'a  \nb'],
]

const terminal = [
  ...['\x1b[31mred\x1b[0m', '\x1b[2J', '\x1b]0;title\x07', '\x1b]52;c;YQ==\x07'],
  ...['\x1b]52;c;?\x1b\\'],
  ...['\x1b]8;;http://a.b\x1b\\x\x1b]8;;\x1b\\', '\x9b31m', '\x9d0;x\x9c', '\x1bP+q\x1b\\'],
  ...['\x1bc'],
  ...['\x1b', 'a\bb', 'a\rb', '\x07', '\x0e\x0f', '\\x1b', '\\u202e', '\\t'],
]

const sql = [
  ...["'", "''", "'; drop table texts; --", "' or '1'='1", "\\'", "\\'; --", "\\\\'", '`', '"'],
  ...['""'],
  ...[':a', '::int', '?', '??', '?|', '$1', '$$', '$a$b$a$', '@a', '@@b', '--', '/*', '*/', '#'],
  ...[';'],
  ...["E'\\n'", "x'41'", "\xbf'", '%', '_', '{a}', '\x24{a}', '%s', ':t0', 'a:=1', ':=', '=a'],
]

const javaScript = [
  '__proto__',
  'constructor',
  'undefined',
  '[object Object]',
  '0',
  '-0',
  'Infinity',
]

const long = [
  `a${'\u0301'.repeat(1000)}`,
  'x'.repeat(100_000),
  'a "quoted", <tagged> & \\escaped\n'.repeat(3000),
  '🧀'.repeat(25_000),
  '\0\x1b\x80\u202e\u{1fffe}'.repeat(9000),
  // As long as a cell of a workbook may be.
  '=x\n'.repeat(10_923).slice(0, 32_767),
]

/** What some format, reader, terminal or database may take for something else than text. */
export const hostileTexts: readonly string[] = [
  ...new Set([
    ...characters.flatMap(everywhere),
    characters.join(''),
    ...[scripts, blanks, lineEnds, yaml, csv, formulas, latex, markup, terminal, sql].flat(),
    ...javaScript,
    ...long,
  ]),
]
