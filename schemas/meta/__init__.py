"""Tables about the warehouse itself, which no recipe makes."""

from schemas.meta import answer as answer
from schemas.meta import dictionary as dictionary
from schemas.meta import history as history
from schemas.meta import metric_vintage as metric_vintage
from schemas.meta import release as release
from schemas.meta import reporting_completeness as reporting_completeness
from schemas.meta import reporting_nowcast as reporting_nowcast
from schemas.meta import revision as revision
from schemas.meta import revision_attribution as revision_attribution
from schemas.meta import unmapped_word as unmapped_word
from schemas.meta import unmatched_name as unmatched_name
from schemas.meta import unread_field as unread_field
from schemas.meta import verdicts as verdicts
