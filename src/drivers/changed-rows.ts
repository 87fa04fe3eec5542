const commands = ['INSERT', 'UPDATE', 'DELETE', 'REPLACE', 'WITH', 'LOAD', 'CALL']

/**
 * The count of changed rows, where changing rows is what the command does: SQLite and MySQL count
 * 0 both for an UPDATE that met no row and for a CREATE TABLE.
 */
export function changedRows(command: string, count: number): number | undefined {
  return count > 0 || commands.includes(command) ? count : undefined
}
