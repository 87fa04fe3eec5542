import type * as dialects from '../../src/drivers/dialects.js'

/** Statements that hold semicolons or words which look like the begin or the end of a block. */
export const compoundStatements: Readonly<Record<keyof typeof dialects, readonly string[]>> = {
  postgres: [
    'create rule r as on insert to t do also (delete from t; delete from u)',
    'create function f() returns int begin atomic select 1; select 2; end',
    'create or replace procedure p(a int) begin atomic insert into t values (a); end',
    `create function f(a int) returns int begin atomic
       select case when a > 0 then case a when 1 then 2 end else 3 end; select 1;
     end`,
    'create function f() returns int begin atomic select t.end from t; select 1 as end; end',
    'create function f(begin int) returns int return begin',
    'create function f() returns int language plpgsql as $$ begin return 1; end; $$',
    "create function f() returns text language plpgsql as $f$ begin return '$$;'; end; $f$",
    'do $$ begin perform 1; end $$',
    'create table "begin;" ("end;" int)',
    'select 1 as case, 2 as begin, 3 as end',
  ],
  sqlite: [
    'create trigger r after insert on t begin select 1; select 2; end',
    `create temp trigger if not exists r after insert on t when case new.a when 1 then 1 end begin
       select case when 1 then case 2 when 2 then 3 end end; update t set a = 1; -- ; end;
     end`,
    'create temporary trigger r after update of "end" on t begin delete from t; end',
    'create trigger r after insert on t begin select [end], "begin" from t; select `end;` from t; end',
    'explain create trigger r after insert on t begin select 1; select 2; end',
    'create table v ([a;b], "begin", `end;`)',
    'select a as "begin" from t',
  ],
  mysql: [
    'create procedure p() select 1',
    'create procedure p() begin end',
    'create procedure p() begin select 1; begin select 2; end; end',
    'create procedure if not exists p() begin select 1; select 2; end',
    "create definer = 'root'@'localhost' procedure p() comment ';' begin select 1; select 2; end",
    `create definer = \`root\`@\`%\` function f() returns int deterministic
     begin set @a = 1; return 1; end`,
    'create function f(a int) returns int deterministic return if(a > 1, 2, 3)',
    'create function f(a int) returns int return case a when 1 then if(a, 1, 2) else 3 end',
    'create procedure p(a int) begin case a when 1 then select 1; end case; end',
    `create procedure p(a int) begin
       if a = 1 then select 1; elseif a = 2 then select 2; else if a then select 3; end if; end if;
       if (a) then select 1; end if;
       case a when 1 then select 1; else begin end; end case;
       while a < 1 do set a = a + 1; end while;
       repeat set a = a + 1; until a > case a when 1 then 2 end end repeat;
       again: loop leave again; end loop again;
       more:loop leave more; end loop;
       select if(a, 1, 2), repeat('a', 3), case a when 1 then if(a, 1, 2) else repeat(a, 1) end;
       select case when a then 1 end as b; select 4;
     end`,
    `create procedure p() begin
       declare a int default if(true, 1, 2);
       declare exit handler for sqlexception, 1062 select 1;
       declare continue handler for not found begin select 1; select 2; end;
       select t.begin, t.end from t; select \`end\`, end, begin from t; select start, end from t;
       select case handler when 1 then 2 end from t; select 1 for update;
     end`,
    'create trigger r before insert on t for each row set new.begin = 1',
    'create trigger r before insert on t for each row if new.a then set new.a = 1; end if',
    'create trigger r before insert on t for each row if (new.a) then set new.a = 1; end if',
    'create event e on schedule every 1 day do begin select 1; select 2; end',
    'create event e on schedule every 1 day do update t set a = 1',
    '/*!40101 set names utf8mb4 */',
    'select \'it\\\'s;\', "a\\";"',
    'select begin, end from t',
  ],
}

/** What only MariaDB has, in its own syntax and in Oracle's (sql_mode=ORACLE). */
export const mariadbStatements: readonly string[] = [
  'create or replace definer=current_user() procedure p() begin select 1; select 2; end',
  `create aggregate function f(a int) returns int begin
     declare continue handler for not found return 1;
     loop fetch group next row; end loop;
   end`,
  'begin not atomic select 1; select 2; end',
  'if 1 then select 1; select 2; end if',
  'create procedure p() begin for i in 1..3 do select i; select 2; end for; end',
  'create package k as procedure p(); function f() return int; end',
  `create package body k as
     procedure p() as begin select 1; select 2; end;
     function f() return int as begin return 1; end;
   end`,
]
