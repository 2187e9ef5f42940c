-- description: For other macros: true where two places that are compared are not one; else an error
-- in_a: code of the first
-- in_b: code of the second
-- example: select asked_apart('USA', 'CHN') as are_two
create macro asked_apart(in_a, in_b) as
case
    when in_a <> in_b then true
    else error('nothing lies between ' || in_a || ' and itself; two countries are allowed')
end
