import { beforeAll, describe, expect, test } from 'vitest'
import { Database } from '../../src/index.js'
import { describeDatabase } from '../servers/index.js'
import { failure, rows } from './run.js'

const tables = `create table kept (a int); insert into kept values (0);
  create table plain (a int) engine = myisam; create table aria (a int) engine = aria;
  create table held (a int) engine = memory; create sequence numbers`

const both = 'insert into kept values (1); insert into plain values (1)'
const writable = 'set session transaction read write'

/** What programs are there, which would write if they could. */
const programs = `
  create procedure writes() insert into kept values (1);
  create procedure sets() begin ${writable}; ${both}; end;
  create procedure begins() begin start transaction read write; ${both}; commit; end;
  create procedure commits() begin commit; ${writable}; ${both}; commit; end;
  create procedure rolls_back() begin rollback; ${writable}; ${both}; commit; end;
  create procedure goes_on() begin
    declare continue handler for sqlexception begin end; commit; ${writable}; ${both}; commit;
  end;
  create procedure defines() begin ${writable}; create table made (a int); end;
  create procedure empties() begin ${writable}; truncate plain; truncate kept; end;
  create procedure leaves() begin
    declare continue handler for sqlexception begin end;
    xa end 'records'; xa rollback 'records'; ${writable}; ${both};
  end;
  create procedure chains() begin set completion_type = 1; ${writable}; commit; ${both}; end;
  create procedure tells() begin select a from kept; select a + 1 from kept; end;
  create procedure tells_of(n int) select n;
  create procedure reads_within() begin start transaction read only; select 1; commit; end;
  create function writing() returns int begin insert into kept values (1); return 1; end;
  create function setting() returns int begin ${writable}; insert into plain values (1); return 1; end;
  create function stating() returns int begin
    set statement tx_read_only = 0 for insert into plain values (1); return 1;
  end;
  create function calling() returns int begin call sets(); return 1; end`

/** In one statement, whose transaction may be ended within it. */
const programsRun = [
  ...['writes', 'sets', 'begins', 'commits', 'rolls_back', 'goes_on'].map((n) => `call ${n}()`),
  ...['defines', 'empties', 'leaves', 'chains'].map((name) => `call ${name}()`),
  `begin not atomic ${writable}; ${both}; end`,
  `begin not atomic start transaction read write; ${both}; commit; end`,
  `begin not atomic commit; start transaction read write; ${both}; commit; end`,
  `begin not atomic set transaction read write; start transaction; ${both}; commit; end`,
  `begin not atomic ${writable}; create table made (a int); end`,
  `if 1 then ${writable}; ${both}; end if`,
  `for i in 1..2 do ${writable}; ${both}; end for`,
  'set statement tx_read_only = 0 for insert into kept values (1)',
  'set statement tx_read_only = 0 for insert into plain values (1)',
  'set statement tx_read_only = 0 for create table made (a int)',
  'set statement tx_read_only = 0 for call writes()',
  'set /**/ statement tx_read_only = 0 for insert into plain values (1)',
  "execute immediate 'call commits()'",
  "execute immediate 'set statement tx_read_only = 0 for insert into plain values (1)'",
  "prepare p from 'call commits()'; execute p",
  '/*! call commits() */',
  '/*M! call commits() */',
  '/*! call tells_of(( */ select 1 from kept where setting() /*! )) */',
  // To the server a comment ends at a line feed, and not before.
  '-- \rselect\ncall commits()',
  '# \rselect\ncall commits()',
  '/* */ call commits() /* */ -- select',
  ...[`begin ${writable}; ${both}; end`, 'begin commits(); end', 'begin begins; end'].map(
    (block) => `set sql_mode = oracle; delimiter //\n${block} //`,
  ),
]

const writing = [
  ...['kept', 'plain', 'aria', 'held'].map((table) => `insert into ${table} values (1)`),
  'insert into kept values (1) returning a',
  'insert delayed into plain values (1)',
  'update kept set a = 2',
  'delete from kept',
  'replace into kept values (1)',
  "load data infile '/etc/hostname' into table kept",
  'create table made (a int)',
  'create table made as select * from kept',
  'create temporary table made (a int)',
  'create or replace table kept (b int)',
  'drop table kept',
  'truncate kept',
  'truncate plain',
  'alter table kept add b int',
  'rename table kept to made',
  'create procedure made() select 1',
  'create view made as select 1',
  'create user made',
  "set password = password('made')",
  'create database made',
  'select nextval(numbers)',
  'lock tables plain write; insert into plain values (1); unlock tables',
  'optimize table kept',
  "prepare p from 'insert into kept values (1)'; execute p",
  ...['writing', 'setting', 'stating', 'calling'].flatMap((name) => [
    `select ${name}()`,
    `do ${name}()`,
    `set @a = ${name}()`,
    `set session tx_read_only = 0, @a = ${name}()`,
    `show tables where ${name}()`,
    `explain select * from (select ${name}() as a) t`,
    `call tells_of(${name}())`,
  ]),
]

/** What comes before, and would have had the connection write. */
const before = [
  'set autocommit = 0',
  writable,
  `set autocommit = 0; ${writable}`,
  'set transaction read write',
  'begin',
  `${writable}; begin`,
  `begin; ${writable}; commit and chain`,
  'start transaction read only',
  'start transaction with consistent snapshot',
  `set completion_type = 1; begin; ${writable}; commit`,
]

describeDatabase('mysql', ({ url, execute }) => {
  beforeAll(async () => {
    await execute(tables)
    await execute(programs)
  })

  const readOnly = () => new Database(url, { readOnly: true })

  async function expectUnchanged(): Promise<void> {
    const contents = `select (select group_concat(a) from kept), (select count(*) from plain),
      (select count(*) from aria), (select count(*) from held), (select nextval(numbers) > 0),
      (select count(*) from information_schema.tables where table_schema = database())`
    expect(await rows(url, contents)).toEqual([['0', '0', '0', '0', '1', '5']])
  }

  const refused =
    /READ ONLY transaction|in progress|runs nothing that commits|read-only transaction/

  async function expectRefused(script: string): Promise<void> {
    await using database = readOnly()
    const ended = database.script(script).all()
    if (!/goes_on|leaves/.test(script)) expect((await failure(ended)).message).toMatch(refused)
    await ended.catch(() => {})
    await expectUnchanged()
  }

  describe('a read-only connection', () => {
    test.each([...writing, ...programsRun])('%s', expectRefused)

    test.each(
      before.flatMap((script) =>
        ['insert into plain values (1)', 'do setting()', 'call sets()', 'call commits()'].map(
          (attack) => `${script}; ${attack}; commit`,
        ),
      ),
    )('%s', expectRefused)

    test.each([
      'start transaction read write',
      `${writable}; start transaction read write`,
      'start transaction with consistent snapshot, read write',
    ])('%s', async (script) => {
      await using database = readOnly()
      await database.session(async (connection) => {
        const error = await failure(connection.script(script).all())
        expect(error.message).toBe('the transaction that was begun may write')
        expect(await connection.transactionState()).toBe('none')
      })
    })

    test('a transaction of knex, whatever was set before', async () => {
      await using database = readOnly()
      await database.session(async (connection) => {
        await connection.execute(writable)
        const writes = connection.transaction((within) => within.execute(both.split(';')[1] ?? ''))
        expect((await failure(writes)).message).toMatch(/may write|READ ONLY transaction/)
      })
      await expect((await database.knex())('kept').insert({ a: 1 })).rejects.toThrow('READ ONLY')
      await expectUnchanged()
    })

    test('a procedure with parameters', async () => {
      await using database = readOnly()
      const told = await database.script('call tells_of(:n)', { n: 3 }).all()
      expect(told.map((result) => ('rows' in result ? 'rows' : result.type))).toHaveLength(2)
      const error = await failure(database.execute('insert into kept values (:n)', { n: 3 }))
      expect(error.message).toMatch(refused)
      await expectUnchanged()
    })

    test('tells why a procedure does not go on', async () => {
      await using database = readOnly()
      expect(await failure(database.execute('call commits()'))).toMatchObject({
        code: 'query',
        message: 'a read-only connection runs nothing that commits',
        databaseCode: 'ER_XAER_RMFAIL',
      })
      const within = database.transaction((connection) => connection.execute('call tells()'))
      expect(await failure(within)).toMatchObject({
        message: 'what could end a read-only transaction is not run in it',
        databaseCode: 'ER_XAER_OUTSIDE',
      })
    })
  })

  describe('what reads is let through', () => {
    test.each([
      'begin; select a from kept; commit',
      'begin work; savepoint s; select a from kept; rollback to savepoint s; release savepoint s; commit work',
      'start transaction with consistent snapshot; select a from kept; rollback',
      'start transaction read only; select a from kept; commit',
      'set transaction isolation level read committed; begin; select a from kept; commit',
      'set autocommit = 0; select a from kept; commit',
      'call tells()',
      'set @n = 1; call tells_of(@n); select @n',
      'begin not atomic select a from kept; end',
      'set statement max_statement_time = 5 for select a from kept',
      "execute immediate 'select a from kept'",
      "prepare p from 'select a from kept'; execute p; deallocate prepare p",
      'handler kept open; handler kept read first; handler kept close',
      'lock tables kept read; select a from kept; unlock tables',
      'show tables; describe kept; explain select * from kept; analyze select * from kept',
      'check table kept; checksum table kept',
      'select a from kept lock in share mode; (select 1) union (select 2); with a as (select 1) select * from a',
      '/* why */ -- so\n# and\n select /*! straight_join */ a from kept',
      "select get_lock('records', 0); select release_lock('records')",
      'select 1; call tells(); begin; select a from kept; commit; call tells()',
    ])('%s', async (script) => {
      await using database = readOnly()
      await database.script(script).all()
      expect(await database.query('select a from kept')).toEqual([{ a: 0 }])
    })

    test('with one snapshot for a whole transaction', async () => {
      await execute('create table counted (n int); insert into counted values (1)')
      await using database = readOnly()
      const seen = await database.transaction(async (connection) => {
        const count = () => connection.query('select n from counted').scalar()
        const first = await count()
        await execute('update counted set n = 2')
        return [first, await count()]
      })
      await execute('drop table counted')
      expect(String(seen)).toBe('1,1')
    })

    test('and serves on after an error, a signal and a loop that is left', async () => {
      await using database = new Database(url, { readOnly: true, connections: 1 })
      await failure(database.script('call nowhere()').all())
      const controller = new AbortController()
      const { signal } = controller
      setTimeout(() => controller.abort(), 200)
      const long = 'begin not atomic select count(*) from seq_1_to_9999999 a, seq_1_to_99999 b; end'
      const endless = database.script(long, {}, { signal })
      await expect(endless.all()).rejects.toThrow('the query was stopped')
      for await (const _ of database.script('call tells()')) break
      const results = await database.script('call tells(); begin; select 1; commit').all()
      expect(results).toHaveLength(6)
    })
  })
})
