import {
  CORE_SCHEMA,
  defineMappingTag,
  defineScalarTag,
  floatCoreTag,
  intCoreTag,
  mergeTag,
  NOT_RESOLVED,
  type ScalarTagDefinition,
  type Schema,
} from 'js-yaml'

/** A number as its digits, in JSON's form; NaN and infinities in JavaScript's words. */
export class NumberText {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** A mapping in its order, whose keys are text: `1` and `"1"` are the same key. */
export class Mapping extends Map<string, unknown> {}

const mapping = defineMappingTag('tag:yaml.org,2002:map', {
  create: () => new Mapping(),
  addPair(map, key, value) {
    const name = keyText(key)
    if (name === undefined) return 'a key is neither text nor a number, a boolean or null'
    map.set(name, value)
    return ''
  },
  has(map, key) {
    const name = keyText(key)
    return name !== undefined && map.has(name)
  },
  keys: (map) => map.keys(),
  get: (map, key) => map.get(key as string),
  identify: () => false,
})

function keyText(key: unknown): string | undefined {
  if (key instanceof NumberText) return key.text
  return typeof key === 'object' && key !== null ? undefined : String(key)
}

/** The core schema of YAML 1.2 and the merge key of 1.1; no digit of a number is lost. */
export const schema: Schema = CORE_SCHEMA.withTags(
  mapping,
  mergeTag,
  numberTag(intCoreTag, integerText),
  numberTag(floatCoreTag, floatText),
)

/** The tag that takes the same scalars, and keeps their text. */
function numberTag(tag: ScalarTagDefinition<number>, text: (source: string) => string) {
  return defineScalarTag<NumberText>(tag.tagName, {
    implicit: tag.implicit,
    implicitFirstChars: tag.implicitFirstChars,
    resolve: (source, ...rest) =>
      tag.resolve(source, ...rest) === NOT_RESOLVED ? NOT_RESOLVED : new NumberText(text(source)),
    identify: () => false,
  })
}

function integerText(source: string): string {
  const [, sign, digits = ''] = /^([-+]?)(.*)$/.exec(source) ?? []
  const plain = /^0[xob]/.test(digits) ? String(BigInt(digits)) : digits.replace(/^0+(?=.)/, '')
  return sign === '-' ? `-${plain}` : plain
}

/** `.5`, `5.` and `+5.0` are numbers in YAML, and none in JSON. */
function floatText(source: string): string {
  const sign = source.startsWith('-') ? '-' : ''
  const unsigned = source.replace(/^[-+]/, '').toLowerCase()
  if (unsigned === '.nan') return 'NaN'
  if (unsigned === '.inf') return `${sign}Infinity`
  const [mantissa = '', exponent] = unsigned.split('e')
  const [integer = '', fraction] = mantissa.split('.')
  const whole = sign + (integer.replace(/^0+(?=.)/, '') || '0')
  if (exponent !== undefined) return `${whole}${fraction ? `.${fraction}` : ''}e${exponent}`
  return `${whole}.${fraction || '0'}`
}
