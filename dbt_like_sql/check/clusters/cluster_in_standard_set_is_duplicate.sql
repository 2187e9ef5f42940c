-- severity: warning
-- description: clusters counted in analyses are no duplicates, run or ran, and are one system
select cluster_id, status, is_single_site, duplicate_of_cluster_id
from core.cluster
where is_in_standard_analysis
    and (is_possible_duplicate or status = 'planned' or is_single_site is distinct from 'yes')
