"""Which of several sources for the same thing is shown, declared once."""

from clusterdash.language import mark

PREFERENCE: tuple[str, ...] = (
    mark("The Commission, its agencies and the ECCP."),
    mark("Organisers and partners."),
    mark("Press and others."),
)
"""Ranks of sources, the first one preferred."""

SAME_RANK = mark("Between sources of one rank, the later account.")
OTHERS_NAMED = mark("The other values are named beside the one shown, never averaged.")
