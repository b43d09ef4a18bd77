"""A reader whose actions are counted: looking, scrolling and moving the focus are free."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from tests.browser.chromium import LIVE
from tests.browser.taking import copied, taken

_PLACED = "(element) => element === document.activeElement"


@dataclass
class Reader:
    """Someone before a page.

    Attributes:
        page: What is before them.
        actions: How many actions it took them so far.
    """

    page: Page
    actions: int = 0

    @contextmanager
    def within(self, most: int) -> Iterator[None]:
        """Let them act, exactly as often as the journey may cost: fewer would be another one."""
        before = self.actions
        yield
        assert self.actions - before == most

    def click(self, what: Locator) -> None:
        """Click once."""
        self.actions += 1
        what.click()

    def enter(self, label: str, typed: str) -> None:
        """Type into a field and press Enter: one action."""
        self.actions += 1
        field = self.page.get_by_role("combobox", name=label, exact=True)
        field.focus()
        self.page.keyboard.type(typed)
        expect(self.page.get_by_role("option").filter(has_text=typed).first).to_be_visible()
        self.page.keyboard.press("Enter")

    def open(self, title: str) -> None:
        """Open another page by its link in the navigation."""
        self.click(self.page.get_by_role("navigation").get_by_role("link", name=title, exact=True))
        expect(self.page).to_have_title(f"{title} · clusterdash")
        self.page.wait_for_selector(LIVE)

    def press(self, what: Locator, after: Locator) -> None:
        """Move the focus with Tab alone to something, and press Enter there.

        Args:
            what: What to act on.
            after: Where the focus is before, at most twelve stops away.
        """
        after.focus()
        for _ in range(12):
            self.page.keyboard.press("Tab")
            if what.evaluate(_PLACED):
                break
        expect(what).to_be_focused()
        self.actions += 1
        self.page.keyboard.press("Enter")

    def copied(self, what: Locator) -> str:
        """Click and return what was copied."""
        self.actions += 1
        text = copied(what)
        expect(self.page.locator("#announce")).to_have_text(str(what.get_attribute("data-done")))
        return text

    def taken(self, what: Locator) -> Path:
        """Click and return the file that comes."""
        self.actions += 1
        return Path(taken(what).path())
