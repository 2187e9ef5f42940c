-- description: A name by which others are compared: lower case without accents, only letters of a to z and digits
-- in_text: a name
-- example: select plain_of('Côte d''Ivoire') as plain_name
create or replace macro plain_of(in_text) as
regexp_replace(lower(strip_accents(in_text)), '[^a-z0-9]', '', 'g')
