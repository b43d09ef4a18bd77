"""Dimensions: the ways in which a figure can be broken down or filtered."""

from dataclasses import dataclass

from clusterdash.errors import UnknownNameError
from clusterdash.language import mark


@dataclass(frozen=True, slots=True)
class Dimension:
    """A way to break figures down.

    Attributes:
        key: Name in questions and frames.
        label: Name in sentences, after "by".
    """

    key: str
    label: str

    @property
    def term(self) -> str:
        """Name on its own, as in "state their host country"."""
        return self.key.replace("_", " ")


DIMENSIONS: dict[str, Dimension] = {
    d.key: d
    for d in (
        Dimension("country", mark("country")),
        Dimension("ecosystem", mark("industrial ecosystem")),
        Dimension("year", mark("year")),
        Dimension("programme", mark("programme")),
        Dimension("series", mark("event series")),
        Dimension("type", mark("type of event")),
        Dimension("mode", mark("mode")),
        Dimension("direction", mark("direction")),
        Dimension("host_country", mark("host country")),
        Dimension("partner_country", mark("partner country")),
        Dimension("event_status", mark("event status")),
        Dimension("event", mark("event")),
        Dimension("partnership", mark("partnership")),
        Dimension("call", mark("call")),
        Dimension("status", mark("outcome or plan")),
        Dimension("kind", mark("kind")),
        Dimension("scope", mark("scope")),
        Dimension("region", mark("region")),
        Dimension("market", mark("third market")),
        Dimension("with_country", mark("country of another partner")),
        Dimension("role", mark("role")),
        Dimension("presence", mark("presence")),
        Dimension("located", mark("location")),
        Dimension("city", mark("city")),
        Dimension("organisation", mark("organisation")),
        Dimension("stage", mark("stage")),
        Dimension("theme", mark("theme")),
        Dimension("size", mark("size class")),
        Dimension("nace", mark("NACE division")),
        Dimension("service", mark("service")),
        Dimension("cohort", mark("year of first support")),
        Dimension("publisher", mark("publisher")),
        # What tells apart figures that may not be added; every quoted metric has them.
        Dimension("level", mark("counted by")),
        Dimension("subject", mark("subject")),
        Dimension("period", mark("period")),
        Dimension("figure", mark("figure")),
    )
}

ASKABLE = tuple(DIMENSIONS)
ANY_QUOTE = ("level", "subject", "period", "figure")
COUNTRY_LIKE = ("country", "host_country", "partner_country", "with_country", "market")


def dimension(key: str) -> Dimension:
    """Return the dimension with this key; hyphens and spaces count as underscores.

    Raises:
        UnknownNameError: There is no such dimension.
    """
    known = key.strip().lower().replace("-", "_").replace(" ", "_")
    if known not in ASKABLE:
        raise UnknownNameError("dimension", key, ASKABLE, f"Known: {', '.join(ASKABLE)}.")
    return DIMENSIONS[known]
