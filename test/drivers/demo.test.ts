import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, it } from 'vitest'
import { fillDemo } from '../../src/drivers/demo.js'

let database: Database.Database

beforeAll(() => {
  database = new Database(':memory:')
  fillDemo(database)
  return () => database.close()
})

function value(sql: string): unknown {
  return database.prepare(sql).pluck().get()
}

describe('the demo database', () => {
  it('is the same every time, on every machine', () => {
    const hash = createHash('sha256')
    for (const table of ['cheese', 'customer', 'purchase', 'sales']) {
      const rows = database.prepare(`select * from ${table} order by id`).raw().all()
      hash.update(JSON.stringify([table, rows]))
    }
    expect(hash.digest('hex')).toBe(
      '04c4f8b8cc6727df2a19584c189db9fa19b9bc3bbc172249f31ec79e9dc427e8',
    )
  })

  it('has cheeses, customers, and two years of purchases', () => {
    expect(value('select count(*) from cheese')).toBe(45)
    expect(value('select count(*) from customer')).toBe(200)
    expect(value('select count(*) from purchase')).toBe(3869)
    expect(value('select count(*) from sales')).toBe(value('select count(*) from purchase'))
  })

  it('holds together', () => {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(database.pragma('foreign_key_check')).toEqual([])
  })

  it('sells from 2024 to the end of 2025, in every month, never on Sundays', () => {
    expect(value('select min(bought_at) from purchase')).toMatch(/^2024-01-0\d \d\d:\d\d:\d\d$/)
    expect(value('select max(bought_at) from purchase')).toMatch(/^2025-12-3\d \d\d:\d\d:\d\d$/)
    expect(value('select count(distinct month) from sales')).toBe(24)
    expect(value(`select count(*) from purchase where strftime('%w', bought_at) = '0'`)).toBe(0)
    expect(value('select count(*) from purchase where datetime(bought_at) is not bought_at')).toBe(
      0,
    )
    expect(value('select count(*) from customer where date(since) is not since')).toBe(0)
  })

  it('sells to nobody before they are a customer, and no cheese that was never there', () => {
    const early = `select count(*) from purchase
      join customer on customer.id = customer_id where bought_at < since`
    expect(value(early)).toBe(0)
    const beaver = `select count(*) from sales where milk = 'beaver'`
    expect(value(beaver)).toBe(0)
  })

  it('sums money exactly, in whatever order', () => {
    const inexact = 'select count(*) from purchase where paid <= 0 or paid * 4 <> round(paid * 4)'
    expect(value(inexact)).toBe(0)
  })

  it('has a season worth a report: blue cheese at Christmas, fresh cheese in summer', () => {
    const best = (style: string): unknown =>
      value(`select month from sales where style = '${style}'
        group by month order by sum(revenue) desc limit 1`)
    expect(best('blue')).toBe('2025-12')
    expect(best('fresh')).toBe('2025-07')
  })

  it('holds what reports trip over', () => {
    const notes = database.prepare('select note from purchase').pluck().all().join('|')
    for (const trap of [',', '"', '\n', ';', '%']) expect(notes).toContain(trap)
    expect(value('select count(*) from purchase where customer_id is null')).toBeGreaterThan(0)
    expect(value('select count(*) from purchase where note is null')).toBeGreaterThan(0)
    expect(value('select count(*) from customer where email is null')).toBeGreaterThan(0)
    const names = database.prepare('select name from customer').pluck().all().join('')
    for (const letter of 'éßñŁøÞΕЇ田김ş') expect(names).toContain(letter)
    expect(value(`select count(*) from customer where email not glob '*[a-z0-9]@example.*'`)).toBe(
      0,
    )
  })

  it.each([
    ['best-sellers.sql', 10, { year: '2025' }],
    ['monthly-sales.sql', 24, {}],
    ['customers.sql', 179, { year: '2025' }],
  ])('answers examples/%s', (file, count, parameters) => {
    const query = database.prepare(readFileSync(`examples/${file}`, 'utf8'))
    expect(query.all(parameters)).toHaveLength(count)
  })
})
