"""Reports on companies keep the company's name, and the organization where an alias is listed."""

from datetime import date

from tests.support.tiny import frame, made

SOURCE = "epoch_ai_companies"
PLACE = {"source_id": SOURCE, "first_snapshot_id": "s", "source_locator": "row 2"}
COMPANIES = frame(
    "raw.epoch_ai_companies",
    {"company": "Moonshot", "organization": "Moonshot AI", **PLACE},
    {"company": "Nobody", "organization": None, **PLACE},
)
ALIASES = frame(
    "seed.organization_alias",
    {"source_id": "any", "alias": "Moonshot AI", "organization_id": "moonshot", "citation": "x"},
    {"source_id": "other", "alias": "Nobody", "organization_id": "wrong", "citation": "x"},
)
LISTING = made("core.company_listing", ("raw.epoch_ai_companies", COMPANIES),
               ("seed.organization_alias", ALIASES))


def test_a_company_is_found_by_either_name_and_by_no_other_source_s() -> None:
    found = dict(LISTING.select("company_name", "organization_id").iter_rows())
    assert found == {"Moonshot": "moonshot", "Nobody": None}


def test_a_report_on_an_unlisted_company_is_kept() -> None:
    reports = frame("raw.epoch_ai_companies_revenue_reports", *[
        {"record_key": f"k{n}", "company": name, "report_date": date(2026, 1, n),
         "annualized_revenue_usd": n * 1e9, **PLACE}
        for n, name in enumerate(["Moonshot", "Nobody", "Not in the list"], start=1)])
    found = made("core.revenue_report", ("raw.epoch_ai_companies_revenue_reports", reports),
                 ("core.company_listing", LISTING)).sort("report_date")
    assert found["organization_id"].to_list() == ["moonshot", None, None]
    assert found["annualized_revenue_usd"].to_list() == [1e9, 2e9, 3e9]
