-- description: For other macros: the one of a few words that an argument means, in any case; else an error that says which are allowed
-- in_kind: what is asked for, in a word
-- in_where: where all words stand
-- in_asked: the argument as the caller wrote it
-- in_allowed: list of the words
-- example: select asked_of('colour', 'the rainbow', 'Red', ['red', 'green']) as colour
create macro asked_of(in_kind, in_where, in_asked, in_allowed) as
asked_name(
    in_kind, in_where, in_asked,
    list_transform(
        in_allowed,
        lambda word: {
            'thing_id': word,
            'name': word,
            'plain_name': plain_of(word)
        }
    )
)
