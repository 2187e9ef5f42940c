-- severity: warning
-- description: every outlier that a trend leaves out is a listed model
select trend_exclusion.window_id, trend_exclusion.model_name
from core.trend_exclusion as trend_exclusion
left join core.model_release as model_release
    on lower(trend_exclusion.model_name) = lower(model_release.model_name)
where model_release.model_id is null
