import type { Vocabulary } from './index.js'

/** See "SQL Key Words" in PostgreSQL's manual; the keywords that are not reserved are the common ones. */
export const postgresql: Vocabulary = {
  statements: `
    abort alter analyze begin call checkpoint close cluster comment commit copy create deallocate
    declare delete discard do drop end execute explain fetch grant import insert listen lock merge
    move notify prepare reassign refresh reindex release reset revoke rollback savepoint select set
    show start table truncate unlisten update vacuum values with`,
  reserved: `
    all analyse analyze and any array as asc asymmetric authorization binary both case cast
    check collate collation column concurrently constraint create cross current_catalog
    current_date current_role current_schema current_time current_timestamp current_user default
    deferrable desc distinct do else end except false fetch for foreign freeze from full grant
    group having ilike in initially inner intersect into is isnull join lateral leading left
    like limit localtime localtimestamp natural not notnull null offset on only or order outer
    overlaps placing primary references returning right select session_user similar some
    symmetric table tablesample then to trailing true union unique user using variadic verbose
    when where window with`,
  keywords: `
    abort access add after aggregate also alter always at atomic attach before begin between by
    cache call cascade checkpoint close cluster coalesce columns comment comments commit
    committed conflict constraints copy cube current cursor cycle database deallocate declare
    defaults deferred definer delete detach disable discard domain drop each enable encoding
    enum escape exclude excluding exclusive execute exists explain extension external extract
    filter first following force function functions generated greatest grouping groups handler
    hold identity if immediate immutable import include including increment index indexes
    inherit inherits insert instead invoker isolation key language last leakproof least level
    listen local lock locked logged mapping match matched materialized maxvalue merge minvalue
    move next no none nothing notify nowait nullif nulls of off oids operator option options
    ordinality others over overlay owned owner parallel partition policy position preceding
    prepare prepared preserve prior privileges procedure procedures publication range read
    reassign recursive refresh reindex release rename repeatable replace replica reset restart
    restrict returns revoke role rollback rollup routine row rows rule savepoint schema security
    sequence sequences serializable server set setof sets share show skip snapshot stable start
    statement statistics stdin stdout storage stored strict subscription substring tables
    tablespace temp temporary ties transaction treat trigger trim truncate trusted unbounded
    uncommitted unlisten unlogged until update vacuum valid validate values varying view views
    volatile within without work write`,
  types: `
    bigint bigserial bit boolean bytea char character cidr date daterange decimal double float
    inet int int4range int8range integer interval json jsonb macaddr money numeric numrange oid
    point real regclass serial smallint text time timestamp timestamptz timetz tsquery tsrange
    tstzrange tsvector uuid varchar xml`,
  functions: `
    abs acos age array_agg array_append array_cat array_dims array_length array_lower
    array_position array_positions array_prepend array_remove array_replace array_to_json
    array_to_string array_upper ascii asin atan atan2 avg bit_and bit_length bit_or bool_and
    bool_or btrim cardinality cbrt ceil ceiling char_length chr clock_timestamp coalesce concat
    concat_ws convert_from convert_to corr cos count covar_pop covar_samp cume_dist
    current_database current_query current_schemas current_setting currval date_bin date_part
    date_trunc decode degrees dense_rank div encode enum_first enum_last enum_range every exp
    extract first_value floor format format_type gcd gen_random_uuid generate_series
    generate_subscripts greatest grouping initcap isfinite json_agg json_array_elements
    json_array_elements_text json_array_length json_build_array json_build_object json_each
    json_each_text json_extract_path json_extract_path_text json_object json_object_agg
    json_object_keys json_populate_record json_populate_recordset json_strip_nulls
    json_to_record json_to_recordset json_typeof jsonb_agg jsonb_array_elements
    jsonb_array_elements_text jsonb_array_length jsonb_build_array jsonb_build_object jsonb_each
    jsonb_each_text jsonb_insert jsonb_object_agg jsonb_object_keys jsonb_path_exists
    jsonb_path_query jsonb_path_query_array jsonb_path_query_first jsonb_pretty jsonb_set
    jsonb_strip_nulls jsonb_to_recordset jsonb_typeof justify_days justify_hours
    justify_interval lag last_value lastval lcm lead least left length ln log lower lpad ltrim
    make_date make_interval make_time make_timestamp make_timestamptz max md5 min mod mode
    nextval now nth_value ntile nullif num_nonnulls num_nulls obj_description octet_length
    overlay percent_rank percentile_cont percentile_disc pg_advisory_lock pg_advisory_unlock
    pg_backend_pid pg_blocking_pids pg_cancel_backend pg_column_size pg_database_size
    pg_get_constraintdef pg_get_expr pg_get_functiondef pg_get_indexdef pg_get_serial_sequence
    pg_get_triggerdef pg_get_userbyid pg_get_viewdef pg_indexes_size pg_is_in_recovery pg_notify
    pg_postmaster_start_time pg_relation_size pg_reload_conf pg_size_pretty pg_sleep
    pg_stat_reset pg_table_size pg_terminate_backend pg_total_relation_size pg_typeof
    phraseto_tsquery pi plainto_tsquery position power quote_ident quote_literal quote_nullable
    radians random range_agg range_merge rank regexp_count regexp_instr regexp_like regexp_match
    regexp_matches regexp_replace regexp_split_to_array regexp_split_to_table regexp_substr
    regr_slope repeat replace reverse right round row_number row_to_json rpad rtrim scale
    set_config setseed setval sha256 sha512 sign sin split_part sqrt starts_with
    statement_timestamp stddev stddev_pop stddev_samp string_agg string_to_array string_to_table
    strpos substr substring sum tan timeofday to_char to_date to_hex to_json to_jsonb to_number
    to_regclass to_timestamp to_tsquery to_tsvector transaction_timestamp translate trim
    trim_scale trunc ts_headline ts_rank txid_current unnest upper var_pop var_samp variance
    version websearch_to_tsquery width_bucket xmlagg xpath`,
  tableFunctions: `
    generate_series generate_subscripts json_array_elements json_array_elements_text json_each
    json_each_text json_populate_recordset json_to_recordset jsonb_array_elements
    jsonb_array_elements_text jsonb_each jsonb_each_text jsonb_object_keys jsonb_path_query
    jsonb_to_recordset regexp_matches regexp_split_to_table string_to_table unnest`,
}
