"""Tables about the warehouse itself, which no recipe makes."""

from schemas.meta import dictionary as dictionary
from schemas.meta import release as release
from schemas.meta import verdicts as verdicts
