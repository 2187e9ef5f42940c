"""The gate: what the checks say of a builder's tables, and every reason not to release them.

What becomes of a refusal does not belong here.
"""

from __future__ import annotations

from warehouse.building import checks
from warehouse.building.build import Builder
from warehouse.building.checks import Bound, CheckResult
from warehouse.project import sql
from warehouse.project.models import SqlFile
from warehouse.storage.manifest import Manifest
from warehouse.storage.store import content_path


def run_checks(builder: Builder, previous: Manifest | None) -> list[CheckResult]:
    """The results of all checks over the builder's tables and the last release's."""
    return [run_check(builder, previous, check) for check in builder.project.checks.values()]


def known_checks(builder: Builder, previous: Manifest | None) -> list[CheckResult]:
    """The results of the checks whose tables are all built, where a failure kept others from it."""
    return [run_check(builder, previous, check) for check in builder.project.checks.values()
            if all(builder.find(read) for read in check.reads if not read.startswith(f"{sql.PREVIOUS}."))]


def run_check(builder: Builder, previous: Manifest | None, check: SqlFile) -> CheckResult:
    """The result of one check, run unless it is known for these very tables."""
    bindings = {read: _bound(builder, previous, read) for read in check.reads}
    return checks.result_of(builder.store, check, bindings).heard(builder.bindings.accepted)


def _bound(builder: Builder, previous: Manifest | None, name: str) -> Bound:
    plain = name.removeprefix(f"{sql.PREVIOUS}.")
    table = builder.project.models[plain].table
    if name == plain:
        built = builder.get(name)
        return Bound(built.content_hash, tuple(built.paths(builder.store)), table)
    version = previous.tables.get(plain) if previous else None
    if version is None:
        return Bound("", (), table)
    paths = tuple(content_path(builder.store, part) for part in version.parts)
    return Bound(version.content_hash, paths, table)


def refusals(builder: Builder, results: list[CheckResult]) -> list[str]:
    """Every reason not to release these tables; none means that they may be released."""
    reasons = [
        f"{built.name}: {built.failure_count} values fail validation; "
        f"first: {built.first_failure()}"
        for built in builder.unsound()
    ]
    reasons += [
        f"check {r.name}: {r.failure_count} rows fail ({r.description}); first: {r.first_failure()}"
        for r in results
        if r.is_stopping
    ]
    return reasons
