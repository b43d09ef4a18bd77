"""The map in a browser: what a tap on a point does, and the same by keyboard and by tiles."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.boards import chips, look
from tests.browser.chromium import opened
from tests.browser.test_selection import still
from tests.ui import sql

pytestmark = pytest.mark.browser

# The marks that are seen, each with its place in the window, the loneliest first.
_MARKS = """(kind) => {
  const id = document.querySelector("#map-plot [data-root-id]").dataset.rootId
  const root = Bokeh.index.get_by_id?.(id) ?? Bokeh.index[id]
  const view = root.frame ? root : root.child_views[0]
  const box = view.el.getBoundingClientRect()
  const layer = view.model.renderers.find((held) => held.visible && held.data_source.data.kind)
  const data = layer.data_source.data
  const marks = [...data.kind].map((kind, i) => ({
    kind, code: data.code[i], name: data.name[i], said: data.said[i], size: data.size[i],
    x: box.x + view.frame.x_scale.compute(data.x[i]),
    y: box.y + view.frame.y_scale.compute(data.y[i]),
  }))
  const far = (one) => Math.min(...marks.filter((two) => two !== one).map((two) => Math.hypot(one.x - two.x, one.y - two.y)))
  return marks.filter((mark) => mark.kind === kind).sort((one, two) => far(two) - far(one))
}"""  # noqa: E501


@pytest.fixture
def page(chromium: Browser, served: str) -> Iterator[Page]:
    with opened(chromium, served + "clusters") as (page, log):
        page.locator("#map-plot").scroll_into_view_if_needed()
        yield page
        assert not log.errors


def _loneliest(page: Page, kind: str) -> dict[str, Any]:
    marks = still(page, _MARKS, kind)
    found: Any = marks[0]
    return dict(found)


def test_one_organisation_alone_opens_its_page(page: Page) -> None:
    mark = _loneliest(page, "organisation")
    page.mouse.move(mark["x"], mark["y"])
    expect(page.get_by_text(mark["said"]).first).to_be_visible()
    page.mouse.click(mark["x"], mark["y"])
    page.wait_for_url(f"**/organisation?id={mark['code']}")
    (name,) = (
        n for (n,) in sql.select(f"select name from org where organisation_id = '{mark['code']}'")
    )
    assert mark["said"] == f"1 organisation: {name}"
    expect(page.locator("h1")).to_contain_text(name)


def test_in_a_frame_it_opens_beside_it(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 700, "height": 1100})  # all of the map is seen
    look(page, f"{served}embed?board=clusters&card=map")
    mark = _loneliest(page, "organisation")
    with page.expect_popup() as beside:
        page.mouse.click(mark["x"], mark["y"])
    beside.value.wait_for_url(f"**/organisation?id={mark['code']}")
    assert page.url == f"{served}embed?board=clusters&card=map"
    foot = page.locator("#embedded-foot")
    expect(foot).not_to_contain_text("Clear")
    page.get_by_role("button", name="Tiles", exact=True).click()
    page.locator(".tilegrid button[data-country=ES]").click()
    expect(foot).to_contain_text("Spain")
    expect(foot.get_by_role("link", name="Open in clusterdash")).to_have_attribute(
        "href", "clusters?v=1&country=ES#map"
    )
    foot.get_by_role("link", name="Clear").click()
    expect(foot).not_to_contain_text("Spain")


def test_many_choose_their_country_and_show_more_of_it(page: Page) -> None:
    mark = _loneliest(page, "country")
    before = len(page.evaluate(_MARKS, "city"))
    page.mouse.click(mark["x"], mark["y"])
    country = mark["name"].rpartition(", ")[2]
    expect(chips(page)).to_contain_text(country)
    page.wait_for_function(f"([kind, n]) => ({_MARKS})(kind).length > n", arg=["city", before])
    assert mark["code"] not in [held["code"] for held in page.evaluate(_MARKS, "country")]


def test_a_city_is_chosen_by_keyboard(page: Page) -> None:
    summary = page.locator("#cities > summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    name = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    expect(chips(page)).to_contain_text(name)
    assert "city=" in page.url


@pytest.mark.parametrize("width", [320, 1440])
def test_tiles_are_all_alike_and_large_enough(chromium: Browser, served: str, width: int) -> None:
    with opened(chromium, served + "clusters", width=width) as (page, _):
        page.get_by_role("button", name="Tiles", exact=True).click()
        boxes = page.locator(".tilegrid button").evaluate_all(
            "(tiles) => tiles.map((tile) => { const b = tile.getBoundingClientRect();"
            " return [b.width, b.height, b.left, b.right] })"
        )
        assert len(boxes) > 40
        assert min(min(box[:2]) for box in boxes) >= 24
        assert len({(round(box[0]), round(box[1])) for box in boxes}) == 1
        assert min(box[2] for box in boxes) >= 0
        assert max(box[3] for box in boxes) <= width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_tiles_say_what_the_map_says(page: Page) -> None:
    said = page.evaluate(
        """() => [...Bokeh.documents[0]._all_models.values()]
          .filter((held) => held.data?.pattern && held.data?.xs)
          .map(({data}) => [...data.name].map((name, i) => `${name}: ${data.said[i]}`))[0]"""
    )
    page.get_by_role("button", name="Tiles", exact=True).click()
    tiles = page.locator(".tilegrid button").evaluate_all(
        "(tiles) => tiles.map((tile) => tile.getAttribute('aria-label'))"
    )
    assert set(tiles) <= set(said)
    assert sum(bool(re.search(r": [\d.]+ per million", tile)) for tile in tiles) == 27
