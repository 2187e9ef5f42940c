-- severity: blocking
-- description: what a run is said to have read in tokens is language, and its arithmetic is near its compute
select
    recon.model_id,
    recon.phase,
    recon.training_run_id,
    release.domains,
    recon.dataset_token_count,
    recon.ops_flop / release.compute_flop as compute_ratio
from metric.run_reconciliation_by_model as recon
join core.model_release as release on recon.model_id = release.model_id
join core.model_constant as scale on scale.constant_id = 'token_count_scale_ratio'
where
    recon.dataset_token_count is not null
    and (
        not list_contains(release.domains, 'Language')
        or (recon.phase = 'all' and recon.ops_flop / release.compute_flop > scale.value * 1.000001)
        or (recon.phase = 'all' and release.compute_flop / recon.ops_flop > scale.value * 1.000001)
    )
