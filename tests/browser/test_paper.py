"""A page on paper: no figure is cut, nothing to press, and where and when it was printed."""

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.chromium import opened

pytestmark = pytest.mark.browser
# How wide and high the largest figures are; a hidden one has no size.
_SIZES = """() => [...document.querySelectorAll(".plot")]
  .map((plot) => plot.getBoundingClientRect()).map((box) => [box.width, box.height])"""
_SCALES = """() => [...document.querySelectorAll(".plot")].map((p) => Number(p.style.zoom || 1))"""


def test_figures_fit_on_a_sheet(chromium: Browser, served: str) -> None:
    with opened(chromium, served + "matchmaking?v=1&country=PT") as (page, log):
        before = page.evaluate(_SIZES)
        assert max(wide for wide, _ in before) > 640
        assert max(high for _, high in before) > 800
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        scales = page.evaluate(_SCALES)
        assert 1 in scales  # what fits stays as it is
        for (wide, high), scale in zip(before, scales, strict=True):
            assert wide * scale <= 635
            assert high * scale <= 801
        page.emulate_media(media="print")
        expect(page.locator(".printed")).to_contain_text(page.url)
        expect(page.locator(".printed")).to_contain_text(str(page.evaluate("Date().slice(11, 15)")))
        for gone in ("nav", ".controls", ".ways", ".switch", ".acts button", "#hints", ".again"):
            assert page.locator(gone).locator("visible=true").count() == 0, gone
        page.emulate_media(media="screen")
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert set(page.evaluate(_SCALES)) == {1}
        assert log.errors == []


def test_a_page_about_one_thing_says_where_it_is_from(chromium: Browser, served: str) -> None:
    with opened(chromium, served + "country?id=PT", live=False) as (page, _):
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        expect(page.locator(".printed")).to_contain_text(page.url)
