import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const file = (path) => fileURLToPath(new URL(path, import.meta.url))

/**
 * Finds what is measured, by name. `words` start the program, and are undefined where there is
 * none; `version` is what it says of itself; `install` is the command that brings it.
 */
export function findPrograms({ find, homebrew, searchPath, versions }) {
  const records = file('../dist/bin/records.js')
  const psqlPath = [
    ...versions('/usr/lib/postgresql', ''),
    ...searchPath,
    ...homebrew('postgresql'),
  ]
  const pythons = [find('python3', searchPath), '/usr/bin/python3'].flatMap(interpreter)
  const withLibrary = (library) =>
    pythons.find((python) => line(python, '-c', `import ${library}; print()`) !== undefined)
  return {
    records: program('npm run build', existsSync(records) ? process.execPath : undefined, records),
    node: program('apt install nodejs', process.execPath),
    python: program('apt install python3', pythons[0]),
    sqlite3: program(
      'apt install sqlite3',
      find('sqlite3', [...searchPath, ...homebrew('sqlite')]),
    ),
    // Not Debian's wrapper in /usr/bin, which starts Perl first.
    psql: program('apt install postgresql', find('psql', psqlPath)),
    mariadb: program(
      'apt install mariadb-server',
      find('mariadb', [...searchPath, ...homebrew('mariadb')]),
    ),
    openpyxl: program(
      'apt install python3-openpyxl',
      withLibrary('openpyxl'),
      file('write_xlsx.py'),
      'openpyxl',
    ),
    xlsxwriter: program(
      'apt install python3-xlsxwriter',
      withLibrary('xlsxwriter'),
      file('write_xlsx.py'),
      'xlsxwriter',
    ),
    sql2csv: program('apt install csvkit', find('sql2csv', searchPath)),
    'sqlite-utils': program('apt install sqlite-utils', find('sqlite-utils', searchPath)),
  }
}

function program(install, executable, ...words) {
  if (executable === undefined) return { install }
  const command = [executable, ...words]
  return { install, words: command, version: line(...command, '--version') }
}

/** Where Python really is: what PATH finds may be a script of pyenv's. */
function interpreter(path) {
  return line(path, '-c', 'import sys; print(sys.executable)') ?? []
}

/** The first line that a command prints, or undefined where there is none or it fails. */
function line(command, ...words) {
  try {
    const stdio = ['ignore', 'pipe', 'ignore']
    return execFileSync(command, words, { encoding: 'utf8', stdio }).split('\n', 1)[0]
  } catch {
    return undefined
  }
}
