/**
 * One cell, exactly as the database holds it.
 *
 * PostgreSQL and MySQL deliver the server's own text as `string` (with `boolean` and `Uint8Array`
 * where the column says so). SQLite delivers its storage class: INTEGER is `bigint`, REAL `number`,
 * TEXT `string`, BLOB `Uint8Array`. SQL NULL is `null`.
 */
export type Value = null | boolean | number | bigint | string | Uint8Array

/** The cells of one row by position, because SQL allows two columns of one name. */
export type Row = readonly Value[]

/** Rows travel together: awaiting each one would cost more than reading it. */
export type Batch = readonly Row[]
