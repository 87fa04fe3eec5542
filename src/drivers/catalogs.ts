import type { Catalog } from '../core/catalog.js'

/** See "PRAGMA table_list" and "PRAGMA table_xinfo" in SQLite's manual. */
export const sqlite: Catalog = {
  version: "select 'SQLite ' || sqlite_version()",
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
  // Of a view that is broken no columns can be asked for: it has none. Without an order, the first
  // rows are there at once, and the program's thread is not held until all are.
  allColumns: `
    select t.schema, t.name as "table", c.name
    from pragma_table_list t, pragma_table_xinfo(t.name, t.schema) c
    where t.type in ('table', 'view', 'virtual') and t.ncol > 0 and c.hidden <> 1
      and t.name not like 'sqlite^_%' escape '^' and (:schema is null or t.schema = :schema)`,
  indexes: `
    select t.schema, t.name as "table", i.name, i."unique", i.origin = 'pk' as primary_key,
      (select group_concat(coalesce(name, '(expression)'), ', ')
        from pragma_index_info(i.name, t.schema)) as columns
    from pragma_table_list t, pragma_index_list(t.name, t.schema) i
    where t.type = 'table' and (:schema is null or t.schema = :schema)
      and (:table is null or t.name = :table collate nocase)
    order by 1, 2, 3`,
  // An aggregate that can stand before OVER is told as a window function.
  functions: `
    select distinct null as schema, name,
      case type when 's' then 'function' when 'a' then 'aggregate' else 'window' end as type,
      case when narg < 0 then 'any number' else cast(narg as text) end as arguments, null as result
    from pragma_function_list
    where :schema is null
    order by name, narg`,
  schemas: 'select name, false as system, file from pragma_database_list order by seq',
  databases: `
    select name, name = 'main' as current, file from pragma_database_list order by seq`,
}

/** See "System Catalogs" in PostgreSQL's manual. */
const visible = `
  case when cast(:schema as text) is null
    then pg_table_is_visible(t.oid)
      and s.nspname not in ('pg_catalog', 'information_schema') and s.nspname !~ '^pg_toast'
    else s.nspname = :schema
  end`

export const postgres: Catalog = {
  version: "select 'PostgreSQL ' || current_setting('server_version')",
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
  allColumns: `
    select s.nspname as schema, t.relname as "table", c.attname as name
    from pg_class t
    join pg_namespace s on s.oid = t.relnamespace
    join pg_attribute c on c.attrelid = t.oid and c.attnum > 0 and not c.attisdropped
    where t.relkind in ('r', 'p', 'f', 'v', 'm') and ${visible}
    order by t.oid, c.attnum`,
  indexes: `
    select s.nspname as schema, t.relname as "table", x.relname as name, i.indisunique as "unique",
      i.indisprimary as primary_key,
      (select string_agg(pg_get_indexdef(i.indexrelid, n, true), ', ' order by n)
        from generate_series(1, i.indnkeyatts) n) as columns
    from pg_index i
    join pg_class x on x.oid = i.indexrelid
    join pg_class t on t.oid = i.indrelid
    join pg_namespace s on s.oid = t.relnamespace
    where (cast(:table as text) is null or t.relname = :table) and ${visible}
    order by 1, 2, 3`,
  functions: `
    select s.nspname as schema, p.proname as name,
      case p.prokind when 'p' then 'procedure' when 'a' then 'aggregate'
        when 'w' then 'window' else 'function' end as type,
      pg_get_function_arguments(p.oid) as arguments, pg_get_function_result(p.oid) as result
    from pg_proc p
    join pg_namespace s on s.oid = p.pronamespace
    where case when cast(:schema as text) is null
      then pg_function_is_visible(p.oid)
        and s.nspname not in ('pg_catalog', 'information_schema')
      else s.nspname = :schema
    end
    order by 1, 2, 4`,
  schemas: `
    select nspname as name, nspname ~ '^pg_' or nspname = 'information_schema' as system,
      pg_get_userbyid(nspowner) as owner
    from pg_namespace
    where nspname !~ '^pg_(toast|temp)'
    order by 1`,
  databases: `
    select datname as name, datname = current_database() as current,
      pg_get_userbyid(datdba) as owner, pg_encoding_to_char(encoding) as encoding,
      datcollate as collation
    from pg_database
    order by 1`,
}

/** See "INFORMATION_SCHEMA Tables" in MySQL's manual. */
export const mysql: Catalog = {
  version:
    "select concat(if(@@version like '%MariaDB%', 'MariaDB ', 'MySQL '), substring_index(@@version, '-', 1))",
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
  allColumns: `
    select table_schema as \`schema\`, table_name as \`table\`, column_name as name
    from information_schema.columns
    where table_schema = coalesce(:schema, database())
    order by 1, 2, ordinal_position`,
  indexes: `
    select table_schema as \`schema\`, table_name as \`table\`, index_name as name,
      non_unique = 0 as \`unique\`, index_name = 'PRIMARY' as primary_key,
      group_concat(coalesce(column_name, '(expression)') order by seq_in_index separator ', ')
        as columns
    from information_schema.statistics
    where table_schema = coalesce(:schema, database())
      and (:table is null or table_name = :table)
    group by table_schema, table_name, index_name, non_unique
    order by 1, 2, 3`,
  functions: `
    select routine_schema as \`schema\`, routine_name as name, lower(routine_type) as type,
      (select coalesce(group_concat(concat_ws(' ', nullif(p.parameter_mode, 'IN'), p.parameter_name, p.dtd_identifier)
          order by p.ordinal_position separator ', '), '')
        from information_schema.parameters p
        where p.specific_schema = r.routine_schema and p.specific_name = r.specific_name
          and p.ordinal_position > 0) as arguments,
      nullif(r.dtd_identifier, '') as result
    from information_schema.routines r
    where routine_schema = coalesce(:schema, database())
      and routine_type in ('FUNCTION', 'PROCEDURE')
    order by 1, 2`,
  schemas: `
    select schema_name as name,
      schema_name in ('information_schema', 'mysql', 'performance_schema', 'sys') as \`system\`
    from information_schema.schemata
    order by 1`,
  databases: `
    select schema_name as name, schema_name <=> database() as current,
      default_character_set_name as encoding, default_collation_name as collation
    from information_schema.schemata
    order by 1`,
}
