import type { ArrayElement, Column, Kind } from '../core/column.js'

/** A type as `pg_type` has it. */
export interface PostgresType {
  readonly name: string
  readonly kind: Kind
  readonly element?: ArrayElement
}

/** The built-in types whose text is more than text, by oid, each with its array type's oid. */
const scalarTypes: readonly [oid: number, arrayOid: number, name: string, kind: Kind][] = [
  [16, 1000, 'bool', 'boolean'],
  [17, 1001, 'bytea', 'bytes'],
  [20, 1016, 'int8', 'integer'],
  [21, 1005, 'int2', 'integer'],
  [23, 1007, 'int4', 'integer'],
  [26, 1028, 'oid', 'integer'],
  [28, 1011, 'xid', 'integer'],
  [5069, 271, 'xid8', 'integer'],
  [700, 1021, 'float4', 'float'],
  [701, 1022, 'float8', 'float'],
  [1700, 1231, 'numeric', 'decimal'],
  [1082, 1182, 'date', 'date'],
  [1083, 1183, 'time', 'time'],
  [1114, 1115, 'timestamp', 'datetime'],
  [1184, 1185, 'timestamptz', 'datetime'],
  [114, 199, 'json', 'json'],
  [3802, 3807, 'jsonb', 'json'],
  [18, 1002, 'char', 'text'],
  [19, 1003, 'name', 'text'],
  [25, 1009, 'text', 'text'],
  [142, 143, 'xml', 'text'],
  [600, 1017, 'point', 'text'],
  [601, 1018, 'lseg', 'text'],
  [602, 1019, 'path', 'text'],
  [604, 1027, 'polygon', 'text'],
  [628, 629, 'line', 'text'],
  [650, 651, 'cidr', 'text'],
  [718, 719, 'circle', 'text'],
  [774, 775, 'macaddr8', 'text'],
  [790, 791, 'money', 'text'],
  [829, 1040, 'macaddr', 'text'],
  [869, 1041, 'inet', 'text'],
  [1042, 1014, 'bpchar', 'text'],
  [1043, 1015, 'varchar', 'text'],
  [1186, 1187, 'interval', 'text'],
  [1266, 1270, 'timetz', 'text'],
  [1560, 1561, 'bit', 'text'],
  [1562, 1563, 'varbit', 'text'],
  [2249, 2287, 'record', 'text'],
  [2278, 0, 'void', 'text'],
  [2950, 2951, 'uuid', 'text'],
]

/** Every type known so far; those of a database's own are learnt from its catalogue. */
export type TypeCatalogue = Map<number, PostgresType>

export function builtInTypes(): TypeCatalogue {
  const types: TypeCatalogue = new Map()
  for (const [oid, arrayOid, name, kind] of scalarTypes) {
    types.set(oid, { name, kind })
    types.set(arrayOid, { name: `${name}[]`, kind: 'array', element: { kind, delimiter: ',' } })
  }
  return types
}

/** A row of {@link typesQuery}. */
export interface TypeRow {
  readonly oid: string
  readonly name: string
  /** 0 where the type is no array. */
  readonly element: string
  readonly delimiter: string
}

/**
 * What the catalogue says of these oids. The element of an array may be a domain, of another domain
 * even: its base then.
 */
export function typesQuery(oids: readonly number[]): string {
  return `
    with recursive element as (
      select t.oid as array_oid, e.oid, e.typdelim, e.typbasetype
      from pg_catalog.pg_type t
      join pg_catalog.pg_type e on e.oid = t.typelem and e.typarray = t.oid
      where t.oid in (${oids.join(', ')})
      union all
      select element.array_oid, b.oid, b.typdelim, b.typbasetype
      from element join pg_catalog.pg_type b on b.oid = element.typbasetype
    )
    select t.oid::text, pg_catalog.format_type(t.oid, null) as name,
      coalesce(element.typdelim::text, ',') as delimiter, coalesce(element.oid, 0)::text as element
    from pg_catalog.pg_type t
    left join element on element.array_oid = t.oid and element.typbasetype = 0
    where t.oid in (${oids.join(', ')})`
}

export function learnType(types: TypeCatalogue, { oid, name, element, delimiter }: TypeRow): void {
  const kind = types.get(Number(element))?.kind ?? 'text'
  const isArray = element !== '0'
  types.set(
    Number(oid),
    isArray ? { name, kind: 'array', element: { kind, delimiter } } : { name, kind: 'text' },
  )
}

/** A field of PostgreSQL's RowDescription message. */
export interface Field {
  readonly name: string
  readonly dataTypeID: number
  readonly dataTypeModifier: number
}

const numericOid = 1700

export function columnOf(field: Field, types: TypeCatalogue): Column {
  const type = types.get(field.dataTypeID) ?? { name: '', kind: 'unknown' }
  return {
    name: field.name,
    kind: type.kind,
    typeName: type.name,
    ...(type.element === undefined ? {} : { element: type.element }),
    ...(type.kind === 'json' ? { validJson: true } : {}),
    ...(field.dataTypeID === numericOid ? numericSize(field.dataTypeModifier) : {}),
  }
}

/** numeric(p, s) is kept as ((p << 16) | (s & 0x7ff)) + 4, the scale in 11 bits with a sign. */
function numericSize(modifier: number): { precision: number; scale: number } | undefined {
  if (modifier < 4) return undefined
  const scale = (((modifier - 4) & 0x7ff) ^ 1024) - 1024
  return { precision: ((modifier - 4) >> 16) & 0xffff, scale }
}
