import type { Vocabulary } from './index.js'

/** See "SQLite Keywords" in SQLite's manual; reserved is what no table or column may be called. */
export const sqlite: Vocabulary = {
  statements: `
    alter analyze attach begin commit create delete detach drop end explain insert pragma
    reindex release replace rollback savepoint select update vacuum values with`,
  reserved: `
    add all alter and as autoincrement between case cast check collate commit constraint create
    cross current_date current_time current_timestamp default deferrable delete distinct drop else escape except exists foreign from full
    glob group having if in index indexed inner insert intersect into is isnull join left like
    limit match natural not nothing notnull null on or order outer primary raise references
    regexp returning right select set table then to transaction union unique update using values
    when where`,
  keywords: `
    abort action after always analyze asc attach before begin by cascade column conflict current
    database deferred desc detach do each end
    exclude exclusive explain fail filter first following for generated groups ignore immediate
    initially instead key last materialized no nulls of offset others over partition plan pragma
    preceding query range recursive reindex release rename replace restrict rollback row rows
    savepoint temp temporary ties trigger unbounded vacuum view virtual window with without
    rowid strict true false`,
  types: `
    any blob date datetime decimal int integer numeric real text timestamp varchar`,
  functions: '',
  tableFunctions: 'generate_series json_each json_tree',
}
