-- description: The same without what stands in brackets, unless nothing else is left
-- in_text: a name
-- example: select asked_plain_of('Korea (Republic of)') as plain_name
create or replace macro asked_plain_of(in_text) as
plain_of(coalesce(nullif(trim(regexp_replace(in_text, '\([^)]*\)', '', 'g')), ''), in_text))
