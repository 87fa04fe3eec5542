import type { Vocabulary } from './index.js'

/** See "Keywords and Reserved Words" in MySQL's and MariaDB's manuals; reserved in either is reserved. */
export const mysql: Vocabulary = {
  statements: `
    alter analyze begin call change check checksum commit create deallocate delete desc describe do
    drop execute explain flush grant handler help insert install kill load lock optimize prepare
    purge release rename repair replace reset revoke rollback savepoint select set show shutdown
    start stop table truncate uninstall unlock update use values with xa`,
  reserved: `
    accessible add all alter analyze and as asc asensitive before between bigint binary blob
    both by call cascade case change char character check collate column condition constraint
    continue convert create cross cube cume_dist current_date current_role current_time
    current_timestamp current_user cursor databases day_hour day_microsecond day_minute
    day_second dec decimal declare default delayed delete delete_domain_id dense_rank desc
    describe deterministic distinct distinctrow div do_domain_ids double drop dual each else
    elseif empty enclosed escaped except exists exit explain false fetch first_value float
    float4 float8 for force foreign from fulltext function generated get grant group grouping
    groups having high_priority hour_microsecond hour_minute hour_second if ignore
    ignore_domain_ids in index infile inner inout insensitive insert int int1 int2 int3 int4
    int8 integer intersect interval into io_after_gtids io_before_gtids is iterate join
    json_table key keys kill lag last_value lateral lead leading leave left like limit linear
    lines load localtime localtimestamp lock long longblob longtext loop low_priority
    master_bind master_demote_to_replica master_demote_to_slave master_ssl_verify_server_cert
    match maxvalue mediumblob mediumint mediumtext middleint minute_microsecond minute_second
    mod modifies natural no_write_to_binlog not nth_value ntile null numeric of offset on
    optimize optimizer_costs optionally or order out outer outfile over page_checksum parallel
    parse_vcol_expr partition percent_rank portion precision primary procedure purge range rank
    read read_write reads real recursive ref_system_id references regexp release rename repeat
    replace require resignal restrict return returning revoke right rlike row row_number rows
    schemas second_microsecond select sensitive separator set show signal smallint spatial
    specific sql sql_big_result sql_buffer_result sql_cache sql_calc_found_rows sql_no_cache
    sql_small_result sqlexception sqlstate sqlwarning ssl starting stats_auto_recalc
    stats_persistent stats_sample_pages stored straight_join system table tablesample terminated
    then tinyblob tinyint tinytext to trailing trigger true undo union unique unlock unsigned
    update usage use using utc_date utc_time utc_timestamp values varbinary varchar varcharacter
    varying virtual when where while window with write xor year_month zerofill`,
  keywords: `
    account action after aggregate algorithm always any at auto_increment avg_row_length begin
    binlog body btree cascaded chain changed charset checksum close coalesce collation columns
    comment commit committed concurrent connection consistent contains copy current cycle data
    database day deallocate definer directory disable discard do dumpfile duplicate enable end
    engine engines errors escape event events every exchange exclude execute expire export
    extended fast fields file first fixed flush following follows format full general global
    grants handler hash help history host hosts identified immediate import increment indexes
    instant invisible invoker isolation json last less level list local locked logs master
    materialized max_rows memory merge min_rows minute minvalue mode modify month names national
    next nextval no nocache nocycle none nowait offline oj one online only open option options
    ordinality others overlaps owner package page partial partitioning partitions password
    persistent plugins precedes preceding prepare preserve prev privileges process processlist
    profile quarter query quick read_only rebuild relay remove reorganize repair repeatable
    replica replication reset resume returns reuse role rollback rollup routine row_format
    savepoint schedule schema second security sequence serial serializable session share
    shutdown signed skip slave slow snapshot some start statement status stop storage
    subpartition super tables tablespace temporary than ties transaction triggers truncate
    unbounded uncommitted unknown until upgrade user value variables via view visible wait
    warnings week within without work xa year`,
  types: `
    bigint binary bit blob bool boolean char date datetime decimal double enum float geometry
    inet6 int integer json longblob longtext mediumblob mediumint mediumtext numeric point real
    smallint text time timestamp tinyblob tinyint tinytext unsigned uuid varbinary varchar year`,
  functions: `
    abs acos add_months adddate addtime aes_decrypt aes_encrypt any_value asin atan atan2
    benchmark bin bin_to_uuid bit_and bit_count bit_length bit_or bit_xor cast ceil ceiling char
    char_length character_length chr coalesce coercibility collation column_check column_exists
    column_json column_list compress concat concat_ws connection_id conv convert_tz cos cot
    count crc32 crc32c cume_dist curdate current_date current_time current_timestamp
    current_user curtime database date date_add date_format date_sub datediff day dayname
    dayofmonth dayofweek dayofyear decode degrees dense_rank elt encode encrypt exp export_set
    extract extractvalue field find_in_set first_value floor format found_rows from_base64
    from_days from_unixtime get_lock greatest group_concat hex hour if ifnull inet6_aton
    inet6_ntoa inet_aton inet_ntoa insert instr is_free_lock is_ipv4 is_ipv6 is_used_lock isnull
    json_array json_array_append json_array_insert json_arrayagg json_compact json_contains
    json_contains_path json_depth json_detailed json_equals json_exists json_extract json_insert
    json_keys json_length json_loose json_merge json_merge_patch json_merge_preserve
    json_normalize json_object json_objectagg json_overlaps json_pretty json_query json_quote
    json_remove json_replace json_search json_set json_table json_type json_unquote json_valid
    json_value lag last_day last_insert_id lcase lead least left length ln load_file localtime
    locate log log10 log2 lower lpad ltrim make_set makedate maketime max md5 median microsecond
    mid min minute mod month monthname natural_sort_key now nth_value ntile nullif nvl nvl2 oct
    octet_length ord password percent_rank percentile_cont percentile_disc period_add
    period_diff pi position pow power quarter quote radians rand random_bytes rank regexp_instr
    regexp_like regexp_replace regexp_substr release_all_locks release_lock repeat replace
    reverse right round row_count row_number rpad rtrim schema schemas sec_to_time second
    session_user sformat sha sha1 sha2 sign sin sleep space sqrt std stddev stddev_pop
    stddev_samp str_to_date strcmp subdate substr substring substring_index subtime sum sys_guid
    system_user tan time time_format time_to_sec timediff timestamp timestampadd timestampdiff
    to_base64 to_char to_days to_seconds trim ucase uncompress uncompressed_length unhex
    unix_timestamp updatexml upper user utc_date utc_time utc_timestamp uuid uuid_short
    uuid_to_bin values var_pop var_samp variance version week weekday weekofyear weight_string
    year yearweek`,
  tableFunctions: 'json_table',
}
