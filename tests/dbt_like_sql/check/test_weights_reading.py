"""No answer on weights is freer than its entry and the embargoes ask: each way to be so is found."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.support.files import sql_text
from warehouse.paths import Home

STATUS = "metric.weights_status_by_destination_group"
READ = ("core.status_word", "core.legal_provision", "core.destination_scope_member")
FREE = "'not_controlled' as status_text, 'not_controlled' as status_enforced"


@pytest.mark.parametrize(("columns", "where", "is_found"), [
    ("status_text as status_text", "true", False),
    ("'not_controlled' as status_text", "naming = 'yes' and is_asked", True),
    ("cast([] as varchar[]) as ambiguity_ids", "status_text = 'exception_available'", True),
    ("cast([] as varchar[]) as overlay_event_ids, null as reason",
     "naming = 'yes' and is_asked and status_enforced = 'not_controlled'", True),
    (FREE, "reason_code = 'embargo'", True),
])
def test_an_answer_made_freer_is_found(
    first_refresh: Path, columns: str, where: str, is_found: bool
) -> None:
    """A requirement, a reading, an announcement and an embargo left out."""
    with duckdb.connect() as con:
        con.execute(f"attach '{Home(first_refresh).published}' as release (read_only)")
        con.execute("create schema core; create schema metric")
        for name in READ:
            con.execute(f"create view {name} as from release.{name}")
        con.execute(f"create view {STATUS} as select * replace ({columns}) from release.{STATUS} "
                    f"where {where} union all from release.{STATUS} where ({where}) is distinct from true")
        found = con.execute(sql_text("check.weights_answer_is_no_freer")).fetchall()
    assert bool(found) == is_found
