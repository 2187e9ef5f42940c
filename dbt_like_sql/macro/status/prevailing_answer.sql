-- description: For other macros: what an answer comes to with what is added to it: each reading with all that is added, the word for all readings, and each that may hold
-- in_statuses: list of what the answer may be
-- in_added: list of what a party, a use or a kind of transaction adds
-- in_presumed: list of what an exporter must presume, whatever is known of the item
-- in_is_open: whether it is open that the item is subject to the EAR: what is added is then asked in one reading, and in the other only what is beside the EAR
-- example: select prevailing_answer(['not_controlled', 'licence_presumption_denial'], ['licence_presumption_denial'], [], false) as answer
create macro prevailing_answer(in_statuses, in_added, in_presumed, in_is_open) as (
    with demand as (
        select
            own.status as own_status,
            reading.is_bound,
            unnest(list_concat(
                list_filter(in_added, lambda added: reading.is_bound or added = 'other_controls_apply'),
                in_presumed,
                [own.status]
            )) as status
        from (select unnest(in_statuses) as status) as own
        cross join (select unnest(case when in_is_open then [true, false] else [true] end) as is_bound) as reading
    ),

    strictest as (
        select
            demand.own_status,
            arg_max(word.status, word.strictness) as status,
            bool_or(word.status = 'other_controls_apply') as is_beside_unjudged
        from demand
        join core.status_word as word on demand.status = word.status
        group by demand.own_status, demand.is_bound
    ),

    held as (
        select distinct word.*
        from strictest
        left join core.prevailing_status as pair
            on
                strictest.is_beside_unjudged
                and strictest.status = pair.status
                and pair.added_status = 'other_controls_apply'
        join core.status_word as word on coalesce(pair.prevailing_status, strictest.status) = word.status
    )

    select {
        'status': case
            when count(*) = 1 then min(held.status)
            when
                bool_and(held.strictness > unjudged.strictness)
                and bool_or(held.status = 'licence_policy_unknown')
                then 'licence_policy_unknown'
            else 'undetermined'
        end,
        'licence_required': case
            when count(distinct held.licence_requirement) = 1 then min(held.licence_requirement)
            else 'not_knowable'
        end,
        'held': list(held.status order by held.strictness, held.status)
    }
    from held
    cross join core.status_word as unjudged
    where unjudged.status = 'other_controls_apply'
)
