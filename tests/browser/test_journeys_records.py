"""Journeys that end in "not published" on published figures end in an answer on records.

What is expected is counted here, from the single records of the demonstration.
"""

from collections.abc import Iterator
from functools import lru_cache

import polars as pl
import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.actions import Reader
from tests.browser.chromium import LIVE, opened

from clusterdash.demo import drawn, twin
from clusterdash.opened import default_engine

pytestmark = pytest.mark.browser
MADE = 180_000
"""Milliseconds in which a busy machine makes the demonstration."""


@lru_cache(maxsize=1)
def records() -> dict[str, pl.DataFrame]:
    return drawn(default_engine().edition)


@lru_cache(maxsize=1)
def organisations() -> pl.DataFrame:
    return twin(default_engine().edition).tables["organisations"]


@pytest.fixture
def reader(chromium: Browser, served: str) -> Iterator[Reader]:
    """Return somebody who has just opened the start page of the demonstration."""
    with opened(chromium, served, live=False) as (page, _):
        page.goto(f"{served}demo/", timeout=MADE)
        page.wait_for_selector(LIVE)
        yield Reader(page)


def said(page: Page, card: str) -> Locator:
    return page.locator(f"#{card} .said")


def to(reader: Reader, title: str) -> None:
    """Open another board by its link in the navigation: one action."""
    reader.click(reader.page.get_by_role("navigation").get_by_role("link", name=title, exact=True))
    expect(reader.page.locator("nav [aria-current]")).to_have_text(title)
    reader.page.wait_for_selector(LIVE)


def test_p4_whether_meetings_lead_to_agreements_in_a_country(reader: Reader) -> None:
    held = records()["meetings"].filter("held")
    own = held.filter((pl.col("country_code") == "PL") | (pl.col("with_country_code") == "PL"))
    stages = [
        own.height,
        own["follow_up_on"].drop_nulls().len(),
        own["case_on"].drop_nulls().len(),
        own["agreement_on"].drop_nulls().len(),
    ]
    assert stages == sorted(stages, reverse=True)
    assert 0 < stages[-1] < stages[0]
    with reader.within(2):
        to(reader, "Matchmaking")
        reader.enter("Country or group", "Poland")
    funnel = said(reader.page, "funnel")
    expect(funnel).to_contain_text(f"Poland: {stages[0]:,} bilateral meetings")
    for number, what in zip(
        stages[1:],
        ("meetings followed up", "cooperation cases", "formal agreements"),
        strict=True,
    ):
        rate = 100 * number / stages[0]
        expect(funnel).to_contain_text(f"{number:,} {what} ({rate:.1f} %)")
    expect(reader.page.locator("h1")).not_to_contain_text("not published")


def test_p6_participants_per_100_organisations_in_a_country(reader: Reader) -> None:
    came = records()["enrolments"].filter("attended")
    people = came.filter(pl.col("country_code") == "PL")["person_key"].n_unique()
    here = organisations().filter(
        (pl.col("country_code") == "PL") & (pl.col("registry").cast(pl.String) == "yes")
    )
    with reader.within(2):
        to(reader, "Training")
        reader.enter("Country or group", "Poland")
    expect(said(reader.page, "participants")).to_contain_text("Poland")
    rates = reader.page.locator("#per-organisations")
    row = rates.locator("table tbody tr", has_text="Poland").first
    assert f"{100 * people / here.height:,.1f}" in str(row.text_content())
    total = reader.page.locator("#participants .big")
    expect(total).to_contain_text(f"{people:,}")
