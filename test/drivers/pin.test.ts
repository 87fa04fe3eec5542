import mysql2 from 'mysql2/promise'
import pg from 'pg'
import { expect, test } from 'vitest'
import { pin } from '../../src/drivers/pin.js'
import { describeDatabase } from '../servers/index.js'

const codeOf = (error: unknown) => (error as { code?: string }).code

describeDatabase('postgresql', ({ url }) => {
  test('a setting that the server does not know is passed over, the others are made', async () => {
    const client = new pg.Client(url)
    await client.connect()
    const set = (settings: readonly string[]) =>
      client.query(settings.map((setting) => `set ${setting}`).join('; '))
    const unknown = (error: unknown) => codeOf(error) === '42704'
    await pin(['bytea_output=escape', 'no_such_setting=1', 'datestyle=German'], set, unknown)
    const shown = await client.query('show bytea_output; show datestyle')
    expect(shown).toMatchObject([
      { rows: [{ bytea_output: 'escape' }] },
      { rows: [{ DateStyle: 'German, DMY' }] },
    ])
    await expect(pin(['bytea_output=5'], set, unknown)).rejects.toThrow('invalid value')
    await client.end()
  })
})

describeDatabase('mysql', ({ url }) => {
  test('a variable that the server does not know is passed over, the others are set', async () => {
    const connection = await mysql2.createConnection(url)
    const set = (settings: readonly string[]) => connection.query(`SET ${settings.join(', ')}`)
    const unknown = (error: unknown) => codeOf(error) === 'ER_UNKNOWN_SYSTEM_VARIABLE'
    const settings = ['NAMES utf8mb4', 'SESSION no_such_variable = 1', 'SESSION autocommit = 0']
    await pin(settings, set, unknown)
    const [rows] = await connection.query('select @@autocommit as autocommit')
    expect(rows).toEqual([{ autocommit: 0 }])
    await expect(pin(['SESSION autocommit = 5'], set, unknown)).rejects.toThrow('autocommit')
    await connection.end()
  })
})
