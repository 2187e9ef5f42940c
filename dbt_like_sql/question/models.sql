-- title: The largest models
-- question: Which models took the most compute to train?
select model, organizations, released, training_flop, confidence
from models
where training_flop is not null
order by training_flop desc, model
limit 8;

-- title: China's models
-- question: Which models of China took the most compute?
select model, organizations, released, training_flop
from models
where countries like '%China%' and training_flop is not null
order by training_flop desc, model
limit 8;

-- title: Models above a threshold
-- question: How many models lie above 1e26 operations, by country?
select countries, count(*) as models
from models
where training_flop >= 1e26
group by countries
order by models desc, countries;

-- title: Open weights
-- question: Which are the largest models whose weights can be had, freely or under conditions?
select model, organizations, released, training_flop, weights_access
from models
where weights_access in ('open', 'restricted') and training_flop is not null
order by training_flop desc, model
limit 8;
