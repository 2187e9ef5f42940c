-- question: At which levels of benchmarks are prices followed?
-- example: select scale_id, score_threshold, threshold_name from core.score_threshold order by scale_id, score_threshold
select
    scale_id,
    score_threshold,
    threshold_name,
    citation,
    citation_url
from seed.score_threshold
