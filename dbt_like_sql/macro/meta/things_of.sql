-- description: For other macros: the things that some names mean, each once and in order
-- in_names: list of structs of thing_id, name and plain_name
-- example: select things_of([{'thing_id': 'red', 'name': 'red', 'plain_name': 'red'}]) as thing_ids
create macro things_of(in_names) as
list_sort(list_distinct(list_transform(in_names, lambda known: known.thing_id)))
