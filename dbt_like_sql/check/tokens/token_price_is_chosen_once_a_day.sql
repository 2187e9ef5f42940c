-- severity: blocking
-- description: of a provider's price of a model, at most one is the headline price on any day
select
    one.provider_id,
    one.model_id,
    one.token_class,
    one.effective_from_date,
    other.source_id,
    other.model_name,
    other.effective_from_date as other_from_date
from core.token_price as one
join core.token_price as other
    on
        one.provider_id = other.provider_id
        and one.model_id = other.model_id
        and one.token_class = other.token_class
where
    one.is_headline
    and other.is_headline
    and (one.source_id, one.provider_name, one.model_name, one.effective_from_date)
    < (other.source_id, other.provider_name, other.model_name, other.effective_from_date)
    and share_a_day(
        one.effective_from_date, one.effective_to_date,
        other.effective_from_date, other.effective_to_date
    )
