-- description: For other macros: true where the current database is the release that the macro came with, and the only one attached that says so; else an error that says what to write
-- in_release: the release that the calling macro came with
-- example: select asked_here((select max(release_id) from meta.release)) as is_here
create macro asked_here(in_release) as (
    with copy as (
        select string_agg(database_name, ', ' order by database_name) as names, count(*) as number
        from duckdb_tables()
        where
            schema_name = 'meta' and table_name = 'release'
            and ends_with(comment, 'This is ' || in_release || '.')
    ),

    here as (
        select max(release_id) as release_id from meta.release
    )

    select case
        when copy.number > 1 then error(
            'more than one attached database says that it is ' || in_release || ': ' || copy.names
            || '; a macro cannot tell which of them it came with: detach all but one first'
        )
        when here.release_id = in_release then true
        else error(
            'this macro came with ' || in_release || ' and the current database is '
            || here.release_id || '; write `use` with the name of its own database first'
        )
    end
    from here
    cross join copy
)
