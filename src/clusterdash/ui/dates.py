"""Dates as a reader writes them, as exact as they were published."""

from datetime import date

from clusterdash.language import day, month, say


def dated(text: str) -> str:
    """Return one date: "22 Nov 2026", "Nov 2026" or "2026".

    Args:
        text: The date as tables hold it: YYYY-MM-DD, YYYY-MM or YYYY.
    """
    match text.split("-"):
        case [_, _, _]:
            return day(date.fromisoformat(text))
        case [_, _]:
            return month(date.fromisoformat(f"{text}-01"))
        case _:
            return text


def span(start: str | None, end: str | None) -> str:
    """Return a period, as exact as its ends are known; "undated" where neither is."""
    if not start and not end:
        return say("undated")
    if not start:
        return say("until {date}", date=dated(str(end)))
    if not end:
        return say("since {date}", date=dated(start))
    if start == end:
        return dated(start)
    return say("{first} to {last}", first=dated(start), last=dated(end))
