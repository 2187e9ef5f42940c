-- description: For other macros: true where the current database is the release that the macro came with, else an error that says what to write
-- in_release: the release that the calling macro came with
-- example: select asked_here((select max(release_id) from meta.release)) as is_here
create macro asked_here(in_release) as (
    select case
        when max(release_id) = in_release then true
        else error(
            'this macro came with ' || in_release || ' and the current database is '
            || max(release_id) || '; write `use` with the name of its own database first'
        )
    end
    from meta.release
)
