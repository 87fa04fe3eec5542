import type { Catalog } from '../core/catalog.js'

/** See "PRAGMA table_list" and "PRAGMA table_xinfo" in SQLite's manual. */
export const sqlite: Catalog = {
  tables: `
    select schema, name, case type when 'view' then 'view' else 'table' end as type
    from pragma_table_list
    where type in ('table', 'view', 'virtual') and name not like 'sqlite^_%' escape '^'
      and (:schema is null or schema = :schema)
    order by schema, name`,
  // Hidden columns (1) are those of virtual tables; generated ones (2, 3) are shown.
  columns: `
    select name, type, "notnull" = 0 as nullable, dflt_value as "default", pk > 0 as primary_key
    from pragma_table_xinfo(:table, :schema)
    where hidden <> 1
    order by cid`,
}

/** See "System Catalogs" in PostgreSQL's manual. */
const visible = `
  case when cast(:schema as text) is null
    then pg_table_is_visible(t.oid)
      and s.nspname not in ('pg_catalog', 'information_schema') and s.nspname !~ '^pg_toast'
    else s.nspname = :schema
  end`

export const postgres: Catalog = {
  tables: `
    select s.nspname as schema, t.relname as name,
      case when t.relkind in ('v', 'm') then 'view' else 'table' end as type
    from pg_class t
    join pg_namespace s on s.oid = t.relnamespace
    where t.relkind in ('r', 'p', 'f', 'v', 'm') and ${visible}
    order by 1, 2`,
  columns: `
    select c.attname as name, format_type(c.atttypid, c.atttypmod) as type,
      not c.attnotnull as nullable, pg_get_expr(d.adbin, d.adrelid) as "default",
      coalesce(c.attnum = any (i.indkey), false) as primary_key
    from pg_class t
    join pg_namespace s on s.oid = t.relnamespace
    join pg_attribute c on c.attrelid = t.oid and c.attnum > 0 and not c.attisdropped
    left join pg_attrdef d on d.adrelid = t.oid and d.adnum = c.attnum
    left join pg_index i on i.indrelid = t.oid and i.indisprimary
    where t.relkind in ('r', 'p', 'f', 'v', 'm') and t.relname = :table and ${visible}
    order by c.attnum`,
}

/** See "INFORMATION_SCHEMA Tables" in MySQL's manual. */
export const mysql: Catalog = {
  tables: `
    select table_schema as \`schema\`, table_name as name,
      case when table_type like '%VIEW' then 'view' else 'table' end as type
    from information_schema.tables
    where table_schema = coalesce(:schema, database())
    order by 1, 2`,
  columns: `
    select column_name as name, column_type as type, is_nullable = 'YES' as nullable,
      column_default as \`default\`, column_key = 'PRI' as primary_key
    from information_schema.columns
    where table_schema = coalesce(:schema, database()) and table_name = :table
    order by ordinal_position`,
}
