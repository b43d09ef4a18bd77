"""A server that ends and starts again: the page keeps its figures and comes back by itself."""

import os
import re
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.chromium import LIVE, opened
from tests.browser.serving import free_port, started

pytestmark = pytest.mark.browser
TIMES = int(os.environ.get("CLUSTERDASH_KILLS", "3"))


def test_a_page_resumes_by_itself(chromium: Browser) -> None:
    port = free_port()
    with ExitStack() as opening:
        address, server = opening.enter_context(started(port=port))
        page, _ = opening.enter_context(opened(chromium, address))
        chips, note = page.locator("#chips ul"), page.locator("#connection")
        cell = "[data-matrix] button[aria-label^='{}: ']"
        page.locator(cell.format("Spain, Digital")).click()
        expect(chips).to_contain_text("Digital")
        page.locator(cell.format("Germany, Health")).click()
        expect(chips).to_contain_text("Health")
        said = page.locator("article .said").all_inner_texts()
        for time in range(TIMES):
            server.kill()
            server.wait()
            expect(note).to_be_visible()
            expect(note).to_have_text(re.compile(r"figures stay as they were.* \d{1,2}:\d\d"))
            assert page.locator("article .said").all_inner_texts() == said
            expect(page.locator(".plot canvas").first).to_be_visible()
            _, server = opening.enter_context(started(port=port))
            page.wait_for_selector(LIVE, timeout=60_000)
            expect(note).to_be_hidden()
            expect(chips).to_contain_text("Germany")
            expect(chips).to_contain_text("Health")
            assert page.locator("article .said").all_inner_texts() == said
            # The way back is there, and what is asked is answered.
            page.locator("#undo").click()
            expect(chips).to_contain_text("Spain")
            page.locator("#redo").click()
            expect(chips).to_contain_text("Germany")
            print(f"resumed {time + 1} of {TIMES}")
