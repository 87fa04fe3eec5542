import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dialect } from '../../src/core/dialect.js'
import * as dialects from '../../src/drivers/dialects.js'
import { isParameterName, lex, type TokenType } from '../../src/sql/lexer.js'

const { mysql, postgres, sqlite } = dialects
const all: [string, Dialect][] = Object.entries(dialects)

/** The tokens but for space, each as its type and text. */
function tokens(text: string, dialect: Dialect): string[] {
  return [...lex(text, dialect)]
    .filter(({ type }) => type !== 'space')
    .map(({ type, start, end }) => `${type} ${text.slice(start, end)}`)
}

function textsOf(type: TokenType, text: string, dialect: Dialect): string[] {
  return [...lex(text, dialect)]
    .filter((token) => token.type === type)
    .map(({ start, end }) => text.slice(start, end))
}

describe.each(all)('in %s', (_name, dialect) => {
  it.each<[text: string, tokens: string[]]>([
    ['', []],
    ["'it''s; :a'", ["string 'it''s; :a'"]],
    ["''", ["string ''"]],
    ["'' ''''", ["string ''", "string ''''"]],
    ["n'a' X'00'", ['word n', "string 'a'", 'word X', "string '00'"]],
    ['-- :a; \'"`[\n:b', ['comment -- :a; \'"`[', 'parameter :b']],
    ['-- a\r\n:b', ['comment -- a', 'parameter :b']],
    ['--\n:b', ['comment --', 'parameter :b']],
    ["/* :a; ' */:b", ["comment /* :a; ' */", 'parameter :b']],
    ['/*/ :a */:b', ['comment /*/ :a */', 'parameter :b']],
    ['/**/:b', ['comment /**/', 'parameter :b']],
    ['a*/* b */c', ['word a', 'operator *', 'comment /* b */', 'word c']],
    [
      ':a + :b_1, :Größe(:名)',
      [
        'parameter :a',
        'operator +',
        'parameter :b_1',
        'punctuation ,',
        'parameter :Größe',
        'punctuation (',
        'parameter :名',
        'punctuation )',
      ],
    ],
    ['a=:a', ['word a', 'operator =', 'parameter :a']],
    ["':a'", ["string ':a'"]],
    ['x::int', ['word x', 'operator ::', 'word int']],
    [':x::int', ['parameter :x', 'operator ::', 'word int']],
    ['a:=b', ['word a', 'operator :=', 'word b']],
    ['a:=:b', ['word a', 'operator :=', 'parameter :b']],
    ['a : b', ['word a', 'operator :', 'word b']],
    ['1e5 .5 1.5E-3 0x1F', ['number 1e5', 'number .5', 'number 1.5E-3', 'number 0x1F']],
    ['t.a', ['word t', 'punctuation .', 'word a']],
    ['limit:n', ['word limit', 'parameter :n']],
  ])('%j', (text, expected) => {
    expect(tokens(text, dialect)).toEqual(expected)
  })

  it.each([`'a;`, '/* a', `'a''`])('says that %j is not ended', (text) => {
    expect([...lex(text, dialect)]).toEqual([
      { type: expect.any(String), start: 0, end: text.length, unterminated: true },
    ])
  })
})

describe('in PostgreSQL', () => {
  it.each<[text: string, tokens: string[]]>([
    ["'a\\' :b", ["string 'a\\'", 'parameter :b']],
    ["E'it\\'s; :a' :b", ["string E'it\\'s; :a'", 'parameter :b']],
    ["e'\\\\' :b", ["string e'\\\\'", 'parameter :b']],
    ["E'a'\n 'it\\'s :c' :b", ["string E'a'\n 'it\\'s :c'", 'parameter :b']],
    ["E'a' 'it\\' :b", ["string E'a'", "string 'it\\'", 'parameter :b']],
    ["typeE'a\\' :b", ['word typeE', "string 'a\\'", 'parameter :b']],
    ['U&"d\\0061"', ['word U', 'operator &', 'name "d\\0061"']],
    ['"a;"":b"', ['name "a;"":b"']],
    ['/* a /* b */ :c */ :d', ['comment /* a /* b */ :c */', 'parameter :d']],
    ['/*/* */*/:d', ['comment /*/* */*/', 'parameter :d']],
    ["$$ :a; ' $b$ $$:c", ["string $$ :a; ' $b$ $$", 'parameter :c']],
    ['$f$ $$ :a $$ $f$:c', ['string $f$ $$ :a $$ $f$', 'parameter :c']],
    ['$é1$;$é1$', ['string $é1$;$é1$']],
    ['a$b$c :a $b', ['word a$b$c', 'parameter :a', 'operator $', 'word b']],
    ['$1 $23', ['placeholder $1', 'placeholder $23']],
    ['$1$ :a', ['placeholder $1', 'operator $', 'parameter :a']],
    ["a ? 'b'", ['word a', 'operator ?', "string 'b'"]],
    ['a ?| :b', ['word a', 'operator ?', 'operator |', 'parameter :b']],
    [
      'a ?& b @> c',
      ['word a', 'operator ?', 'operator &', 'word b', 'operator @', 'operator >', 'word c'],
    ],
    ['a @? :b', ['word a', 'operator @', 'operator ?', 'parameter :b']],
    ['a #>> b', ['word a', 'operator #', 'operator >', 'operator >', 'word b']],
    ['5--3', ['number 5', 'comment --3']],
    ['/*! a */', ['comment /*! a */']],
  ])('%j', (text, expected) => {
    expect(tokens(text, postgres)).toEqual(expected)
  })

  it.each([
    ['a[1:2]', []],
    ['a[lo:hi]', []],
    ['a["lo":hi]', []],
    ['a[f(x):g(y)]', []],
    ['a[b[1]:c]', []],
    ['a[$1:n]', []],
    ['a[:n]', [':n']],
    ['a[ :n]', [':n']],
    ['a[:lo:hi]', [':lo']],
    ['a[:lo::int:hi]', [':lo']],
    ['a[1::lo]', []],
    ['a[1: :hi]', [':hi']],
    ['a[i+:n]', [':n']],
    ['array[:a,:b]', [':a', ':b']],
    ['a[case when b then :n end]', [':n']],
    ['a[1] = :n', [':n']],
    ['a[1] limit:n', [':n']],
    ['a[b[1]][lo:hi] and x=:n', [':n']],
    ["time '12:30:15' 12:30", []],
  ])('the parameters of %s are %j', (text, parameters) => {
    expect(textsOf('parameter', text, postgres)).toEqual(parameters)
  })

  it.each(['$$ a', '$a$ b $$', '/* /* */', '"a', "E'a\\'"])('%j is not ended', (text) => {
    expect([...lex(text, postgres)].map((token) => token.unterminated)).toEqual([true])
  })
})

describe('in SQLite', () => {
  it.each<[text: string, tokens: string[]]>([
    ["'a\\' :b", ["string 'a\\'", 'parameter :b']],
    ['[a;:b] :c', ['name [a;:b]', 'parameter :c']],
    ['`a;``:b`', ['name `a;``:b`']],
    ['"a;"":b"', ['name "a;"":b"']],
    ['/* /* */:c', ['comment /* /* */', 'parameter :c']],
    [
      '? ?1 @x $x #x $x::y',
      [
        'placeholder ?',
        'placeholder ?1',
        'placeholder @x',
        'placeholder $x',
        'placeholder #x',
        'placeholder $x',
        'operator ::',
        'word y',
      ],
    ],
    [':1', ['placeholder :1']],
    ['a$b', ['word a$b']],
    ["a->>'$.b'", ['word a', 'operator -', 'operator >', 'operator >', "string '$.b'"]],
    ['5--3', ['number 5', 'comment --3']],
  ])('%j', (text, expected) => {
    expect(tokens(text, sqlite)).toEqual(expected)
  })

  it.each(['[a', '`a', '"a'])('%j is not ended', (text) => {
    expect([...lex(text, sqlite)].map((token) => token.unterminated)).toEqual([true])
  })
})

describe('in MySQL', () => {
  it.each<[text: string, tokens: string[]]>([
    ["'it\\'s; :a' :b", ["string 'it\\'s; :a'", 'parameter :b']],
    ["'\\\\' :b", ["string '\\\\'", 'parameter :b']],
    ['"it\\"s; "":a" :b', ['string "it\\"s; "":a"', 'parameter :b']],
    ["_utf8'a'", ['word _utf8', "string 'a'"]],
    ['`a\\`:b', ['name `a\\`', 'parameter :b']],
    ['`a;``:b`', ['name `a;``:b`']],
    ["# :a; '\n:b", ["comment # :a; '", 'parameter :b']],
    ['5--3', ['number 5', 'operator -', 'operator -', 'number 3']],
    ['5 --:a', ['number 5', 'operator -', 'operator -', 'parameter :a']],
    ['5 -- :a', ['number 5', 'comment -- :a']],
    ['5 --\t:a', ['number 5', 'comment --\t:a']],
    ['/* /* */:c', ['comment /* /* */', 'parameter :c']],
    ['/*!50001 a :b */:c', ['executable-comment /*!50001 a :b */', 'parameter :c']],
    ['/*M! a :b */:c', ['executable-comment /*M! a :b */', 'parameter :c']],
    ['/*+ a :b */:c', ['comment /*+ a :b */', 'parameter :c']],
    ['a=?', ['word a', 'operator =', 'placeholder ?']],
    ['@a:=5', ['operator @', 'word a', 'operator :=', 'number 5']],
    ['@a:=:b', ['operator @', 'word a', 'operator :=', 'parameter :b']],
    ['again:LOOP', ['word again', 'operator :', 'word LOOP']],
    ['`a b`:begin', ['name `a b`', 'operator :', 'word begin']],
    ['in(:loop)', ['word in', 'punctuation (', 'parameter :loop', 'punctuation )']],
    ['limit:looped', ['word limit', 'parameter :looped']],
  ])('%j', (text, expected) => {
    expect(tokens(text, mysql)).toEqual(expected)
  })

  it('takes a backslash for itself where the server does', () => {
    const dialect = { ...mysql, backslashEscapes: false }
    expect(tokens("'a\\' :b", dialect)).toEqual(["string 'a\\'", 'parameter :b'])
  })

  it('takes "a" for a name where the server does', () => {
    const dialect = { ...mysql, doubleQuotedStrings: false }
    expect(tokens('"a\\" :b', dialect)).toEqual(['name "a\\"', 'parameter :b'])
  })
})

it.each(['a', '_', 'größe', 'A1_b'])('%s is a name for a parameter', (name) => {
  expect(isParameterName(name)).toBe(true)
})

it.each(['', '1a', 'a-b', 'a b', 'a$', 'a\n', ':a'])('%j is none', (name) => {
  expect(isParameterName(name)).toBe(false)
})

describe.each(all)('any text in %s', (_name, dialect) => {
  /** Text with more than its share of what the lexer looks for. */
  const marks = fc.constantFrom(
    ...'\'"`[](){}$;:?@#-/*\\! \n\r\teE1_a.é',
    ...['$$', '$a$', '/*', '*/', '--', '::', ':=', ':a', "E'", '\ud83d', '/*!', '1:', 'a:loop'],
  )
  const sql = fc.oneof(
    fc.array(marks, { maxLength: 40 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary' }),
  )

  it('is cut into tokens without gap or overlap', () => {
    fc.assert(
      fc.property(sql, (text) => {
        let at = 0
        for (const { start, end, unterminated } of lex(text, dialect)) {
          expect(start).toBe(at)
          expect(end).toBeGreaterThan(start)
          if (unterminated) expect(end).toBe(text.length)
          at = end
        }
        expect(at).toBe(text.length)
      }),
    )
  })

  it('is read from an index as it would be without what precedes', () => {
    fc.assert(
      fc.property(sql, sql, (before, text) => {
        // But for what looks back: the label of `again:LOOP`.
        const from = `${before} `.length
        const tail = [...lex(`${before} ${text}`, dialect, from)]
        expect(tail.map(({ start }) => start - from)).toEqual(
          [...lex(text, dialect)].map(({ start }) => start),
        )
      }),
    )
  })
})

describe.each(all)('a token of megabytes in %s', (_name, dialect) => {
  const long = (part: string) => part.repeat(8_000_000 / part.length)
  it.each<[type: TokenType, text: string]>([
    ['string', `'${long("''")}'`],
    ['word', long('é')],
    ['number', long('1')],
    ['parameter', `:${long('é')}`],
    ['comment', `/*${long('* ')}*/`],
    ['space', long(' \n')],
  ])('%s', (type, text) => {
    const token = { type, start: 0, end: text.length, unterminated: false }
    expect([...lex(text, dialect)]).toEqual([token])
  })
})

/** Every way to make text of `:a` that is not code. */
const coverings: Record<keyof typeof dialects, ((inner: string) => string)[]> = {
  sqlite: [
    (inner) => `'${inner.replaceAll("'", "''")}'`,
    (inner) => `"${inner.replaceAll('"', '""')}"`,
    (inner) => `\`${inner.replaceAll('`', '``')}\``,
    (inner) => `[${inner.replaceAll(']', '')}]`,
    (inner) => `/*${inner.replaceAll('/', '')}*/`,
    (inner) => `--${inner.replaceAll(/[\r\n]/g, '')}\n`,
  ],
  postgres: [
    (inner) => `'${inner.replaceAll("'", "''")}'`,
    (inner) => `E'${inner.replaceAll(/['\\]/g, '\\$&')}'`,
    (inner) => `"${inner.replaceAll('"', '""')}"`,
    (inner) => `/*${inner.replaceAll('/', '')}*/`,
    (inner) => `/*/*${inner.replaceAll('/', '')}*/:a*/`,
    (inner) => `--${inner.replaceAll(/[\r\n]/g, '')}\n`,
    (inner) => `$$${inner.replaceAll('$', '')}$$`,
    (inner) => `$q$${inner.replaceAll('q', '')}$q$`,
  ],
  mysql: [
    (inner) => `'${inner.replaceAll(/['\\]/g, '\\$&')}'`,
    (inner) => `"${inner.replaceAll('\\', '\\\\').replaceAll('"', '""')}"`,
    (inner) => `\`${inner.replaceAll('`', '``')}\``,
    (inner) => `/*${inner.replaceAll('/', '')}*/`,
    (inner) => `#${inner.replaceAll(/[\r\n]/g, '')}\n`,
    (inner) => `-- ${inner.replaceAll(/[\r\n]/g, '')}\n`,
  ],
}

describe.each(all)('in %s', (name, dialect) => {
  const ways = coverings[name as keyof typeof dialects]
  it.each(ways.map((cover) => [cover(':a'), cover] as const))(
    'no parameter is seen in %j, whatever stands around it',
    (_text, cover) => {
      fc.assert(
        fc.property(fc.string(), fc.string(), (before, after) => {
          const text = `select ${cover(`${before} :a ${after}`)} :b`
          expect(textsOf('parameter', text, dialect)).toEqual([':b'])
        }),
      )
    },
  )
})
