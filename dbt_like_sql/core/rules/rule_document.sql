-- question: When was each rule on AI chips announced, published, effective and to be complied with?
-- example: select citation, announced_date, publication_date, effective_date, compliance_date, title from core.rule_document where source_id = 'seed' order by publication_date
with printed_dates as (
    select document_number, string_agg(text, ' ' order by block_number) as dates_text
    from raw.federal_register_text
    where section_name = 'dates' and element_name <> 'HED'
    group by document_number
),

kept_dates as (
    select document_number, min_by(text, paragraph_number) as dates_text
    from raw.federal_register_paragraph
    where regexp_matches(text, '^(This|The) [^.]*(rule|action)s? (is|are) effective ')
    group by document_number
),

text_dates as (
    select
        coalesce(printed_dates.document_number, kept_dates.document_number) as document_number,
        coalesce(printed_dates.dates_text, kept_dates.dates_text) as dates_text
    from printed_dates
    full join kept_dates on printed_dates.document_number = kept_dates.document_number
),

bundled as (
    select
        bundled.document_id,
        bundled.kind,
        bundled.title,
        coalesce(bundled.citation, listed.citation) as citation,
        bundled.document_number,
        bundled.announced_date,
        bundled.publication_date,
        coalesce(bundled.effective_date, listed.effective_date) as effective_date,
        coalesce(bundled.compliance_date, listed.compliance_date) as compliance_date,
        coalesce(listed.dates_text, text_dates.dates_text, bundled.dates_text) as dates_text,
        bundled.url,
        bundled.changed_locators,
        nullif(concat_ws(
            '; ',
            case when bundled.publication_date <> listed.publication_date
                then 'publication_date: ' || listed.publication_date end,
            case when bundled.effective_date <> listed.effective_date
                then 'effective_date: ' || listed.effective_date end,
            case when bundled.citation <> listed.citation
                then 'citation: ' || listed.citation end
        ), '') as date_conflict,
        'seed' as source_id,
        'snapshot ' || listed.first_snapshot_id || ', ' || listed.source_locator as source_locator
    from seed.rule_document as bundled
    left join raw.federal_register_document as listed
        on bundled.document_number = listed.document_number
    left join text_dates on bundled.document_number = text_dates.document_number
),

other as (
    select
        'fr-' || listed.document_number as document_id,
        'federal_register' as kind,
        listed.title,
        listed.citation,
        listed.document_number,
        cast(null as date) as announced_date,
        listed.publication_date,
        listed.effective_date,
        listed.compliance_date,
        coalesce(listed.dates_text, text_dates.dates_text) as dates_text,
        case
            when listed.html_url like 'http%' then listed.html_url
            else 'https://www.federalregister.gov/d/' || listed.document_number
        end as url,
        cast(null as varchar) as changed_locators,
        cast(null as varchar) as date_conflict,
        listed.source_id,
        'snapshot ' || listed.first_snapshot_id || ', ' || listed.source_locator as source_locator
    from raw.federal_register_document as listed
    left join text_dates on listed.document_number = text_dates.document_number
    left join bundled on listed.document_number = bundled.document_number
    where bundled.document_number is null
)

select * from bundled
union all
select * from other
