import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { run } from '../cli/process/command.js'
import { present } from '../readers/present.js'
import { pythonWith, runPython } from '../readers/python.js'
import { type DatabaseName, databaseNames, describeDatabase } from '../servers/index.js'

/** Ten bytes that formats must escape or quote, and that are cut where chunks end. */
const piece = 'é"\n😀\tx'
const times = 10 * 2 ** 20

const repeated: Readonly<Record<DatabaseName, string>> = {
  sqlite: `replace(hex(zeroblob(${times / 2})), '0', '${piece}')`,
  postgresql: `repeat('${piece}', ${times})`,
  mysql: `repeat('${piece}', ${times})`,
}

const python = pythonWith('csv')
const hasPython = present('Python', python !== undefined)

for (const name of databaseNames) {
  describeDatabase(name, ({ url, execute }) => {
    test.skipIf(!hasPython).each(['csv', 'json'])(
      'keeps a cell of 100 MB whole in %s',
      { timeout: 120_000 },
      async (format) => {
        // Longer than MariaDB's default of a packet.
        if (name === 'mysql') await execute('set global max_allowed_packet = 1024 * 1024 * 1024')
        const path = join(inject('folder'), `large-${name}.${format}`)
        const args = [`select ${repeated[name]} as cell`, '--url', url, '--quiet', '-o', path]
        expect(await run(args)).toMatchObject({ status: 0, stderr: '' })
        const digest = runPython(python ?? 'python3', 'cell_digest.py', path, format)
        rmSync(path)
        const text = Buffer.from(piece.repeat(times))
        const sha256 = createHash('sha256').update(text).digest('hex')
        expect(digest).toEqual({ length: text.length, sha256 })
      },
    )
  })
}
