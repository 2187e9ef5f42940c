-- description: A name as ids spell it: lower case, a hyphen for whatever is no letter of a to z and no digit
-- in_text: a name
-- example: select slug_of('H100 SXM5 (80 GB)') as slug
create or replace macro slug_of(in_text) as
trim(regexp_replace(lower(in_text), '[^a-z0-9]+', '-', 'g'), '-')
