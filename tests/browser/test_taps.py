"""A bar, and a row of a card's table, select what they are of on the whole page."""

from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.chromium import opened
from tests.browser.tables import registered, union

pytestmark = pytest.mark.browser
_MIDDLE = """(name) => {
  const plot = document.getElementById("by-country-plot")
  const root = window.Bokeh.index.get_by_id(plot.querySelector("[data-root-id]").dataset.rootId)
  const view = root.frame ? root : root.child_views.find((child) => child.frame)
  const bars = view.model.renderers.map((one) => one.data_source).find((one) => one.data.code)
  const at = [...bars.data.label].indexOf(name)
  const place = view.el.getBoundingClientRect()
  const middle = (bars.data.top[at] + bars.data.bottom[at]) / 2
  return [place.x + view.frame.bbox.left + 3, place.y + view.frame.y_scale.compute(middle)]
}"""


@pytest.fixture
def page(chromium: Browser, served: str) -> Iterator[Page]:
    with opened(chromium, f"{served}clusters") as (page, _):
        yield page


def test_a_tap_on_a_bar_selects_its_country(page: Page) -> None:
    sizes = Counter(o["country_code"] for o in registered() if o["country_code"] in union())
    plot = page.locator("#by-country-plot")
    expect(plot.locator("canvas").first).to_be_visible()
    plot.scroll_into_view_if_needed()
    page.mouse.click(*page.evaluate(_MIDDLE, "Finland"))
    expect(page.locator("#chips ul")).to_contain_text("Finland")
    expect(page.locator("#by-country .said")).to_contain_text(f"{sizes['FI']} cluster organis")
    expect(page.locator("#map .said")).to_contain_text("Finland")
    # The same again frees it.
    page.mouse.click(*page.evaluate(_MIDDLE, "Finland"))
    expect(page.locator("#chips ul")).not_to_contain_text("Finland")


def test_a_row_of_a_table_selects_by_keyboard(page: Page) -> None:
    page.locator("#by-ecosystem-table summary").focus()
    page.keyboard.press("Enter")
    row = page.locator("#by-ecosystem-table tbody").get_by_role("button", name="Health")
    row.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#chips ul")).to_contain_text("Health")
    expect(page.locator("#announce")).to_contain_text("Health")
    expect(page.locator("#by-ecosystem-table")).to_have_attribute("open", "")


def test_what_a_figure_shows_is_told_to_those_who_do_not_see_it(page: Page) -> None:
    plot = page.get_by_role("img").and_(page.locator("#by-country-plot"))
    expect(plot).to_have_count(1)
    assert plot.evaluate("(element) => element.closest('[inert]') === null")
    assert "Spain" in str(plot.get_attribute("aria-label"))
