import { RecordsError } from './core/errors.js'
import { nearest } from './core/nearest.js'
import { type DatabaseDeclaration, databases as ours } from './drivers/index.js'

const databases: DatabaseDeclaration[] = [...ours]

/** Makes a database known by its URL schemes. Throws a usage error where one of them is taken. */
export function registerDatabase(declaration: DatabaseDeclaration): void {
  const taken = declaration.schemes.find((scheme) => withScheme(scheme) !== undefined)
  if (taken !== undefined) {
    throw new RecordsError('usage', `there is a driver for ${taken}:// databases already`)
  }
  databases.push(declaration)
}

/** The database of a URL's scheme. Throws a usage error that names a near one, or all. */
export function databaseOf(scheme: string): DatabaseDeclaration {
  const declaration = withScheme(scheme)
  if (declaration !== undefined) return declaration
  const schemes = databases.flatMap((database) => database.schemes)
  const near = nearest(scheme, schemes)
  throw new RecordsError('usage', `there is no driver for ${scheme}:// databases`, {
    hint: near === undefined ? `There are ${schemes.join(', ')}.` : `Did you mean ${near}://?`,
  })
}

function withScheme(scheme: string): DatabaseDeclaration | undefined {
  return databases.find(({ schemes }) => schemes.includes(scheme))
}
