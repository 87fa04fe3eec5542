/**
 * How a database tells of its tables: SQL for the driver to run. Without `:schema`, which is then
 * null, it tells of what a name alone finds.
 */
export interface Catalog {
  /** Gives `schema`, `name` and `type` (`table` or `view`), by `:schema`. */
  readonly tables: string
  /**
   * Gives `name`, `type`, `nullable`, `default` (an expression, or null) and `primary_key` of the
   * columns, in their order, by `:schema` and `:table`.
   */
  readonly columns: string
}
