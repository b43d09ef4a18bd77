"""The mark of made-up data: no outlet of an answer from it goes without."""

from clusterdash.language import mark, say

SYNTHETIC = mark("Synthetic demonstration data")


def made_up(*, synthetic: bool) -> str:
    """Return the mark of made-up data, or "" for any other."""
    return say(SYNTHETIC) if synthetic else ""


def marked(text: str, *, synthetic: bool) -> str:
    """Return a text with the mark of made-up data before it, unless it says so itself.

    Args:
        text: A sentence, a title or a name.
        synthetic: Whether it is about made-up data.
    """
    said = made_up(synthetic=synthetic)
    if not said or said.lower() in text.lower():
        return text
    return say("{mark}: {text}", mark=said, text=text) if text else said
