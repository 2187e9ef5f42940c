-- severity: warning
-- description: operations-based and hardware-based compute of a run agree within the alert factor
select training_run_id, number_format, ops_flop, hardware_flop, recon_log10_ratio
from metric.run_reconciliation_by_model
where is_alert
