/**
 * How a database tells of its tables: SQL for the driver to run. Without `:schema`, which is then
 * null, it tells of what a name alone finds.
 */
export interface Catalog {
  /** Gives `schema`, `name` and `type` (`table` or `view`), by `:schema`. */
  readonly tables: string
  /** Gives what the server says of its version, in one cell. */
  readonly version?: string
  /**
   * Gives `name`, `type`, `nullable`, `default` (an expression, or null) and `primary_key` of the
   * columns, in their order, by `:schema` and `:table`.
   */
  readonly columns: string
  /**
   * Gives `schema`, `table` and `name` of the columns of all that `tables` tells of, those of a
   * table in their order, by `:schema`.
   */
  readonly allColumns?: string
  /**
   * Gives `schema`, `table`, `name`, `unique`, `primary_key` and `columns` (or expressions, with
   * commas between) of the indexes, by `:schema` and `:table`, or null for those of all tables.
   */
  readonly indexes?: string
  /**
   * Gives `schema` (null where functions are in none), `name`, `type` (`function`, `procedure`,
   * `aggregate` or `window`), `arguments` and `result` (null where it is not told) of the functions,
   * by `:schema`. Each of several of one name is told.
   */
  readonly functions?: string
  /** Gives `name`, `system` (whether it is the database's own), and more, of the schemas. */
  readonly schemas?: string
  /** Gives `name`, `current`, and more, of the databases that the server has. */
  readonly databases?: string
}
