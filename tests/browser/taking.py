"""What a click puts into the clipboard or sends as a file."""

from playwright.sync_api import Download, Locator, TimeoutError


def copied(what: Locator) -> str:
    """Click and return what is copied then, whenever it comes."""
    page = what.page
    page.evaluate("navigator.clipboard.writeText('')")
    what.click()
    page.wait_for_function("navigator.clipboard.readText()")
    return str(page.evaluate("navigator.clipboard.readText()"))


def taken(what: Locator) -> Download:
    """Click and return the file that comes; where none comes, say what the page says."""
    try:
        with what.page.expect_download() as waited:
            what.click()
    except TimeoutError as late:
        late.add_note(f"The page says: {what.page.locator('#failure').inner_text()!r}")
        raise
    return waited.value
