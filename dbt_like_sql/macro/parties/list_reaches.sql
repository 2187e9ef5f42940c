-- description: For other macros: whether a list reaches what goes to a country; what stays in the United States is no export, reexport or transfer in a foreign country
-- in_only_to: the one country for which the list is made; NULL: all
-- in_country: code of the destination
-- example: select list_reaches(null, 'CHN') as is_reached
create macro list_reaches(in_only_to, in_country) as
coalesce(in_only_to = in_country, in_country <> 'USA')
