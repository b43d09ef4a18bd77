"""Dimensions: the ways in which a figure can be broken down or filtered."""

from dataclasses import dataclass

from clusterdash.errors import UnknownNameError


@dataclass(frozen=True, slots=True)
class Dimension:
    """A way to break figures down.

    Attributes:
        key: Name in questions and frames.
        label: Name in sentences, after "by".
    """

    key: str
    label: str


DIMENSIONS: dict[str, Dimension] = {
    d.key: d
    for d in (
        Dimension("country", "country"),
        Dimension("ecosystem", "industrial ecosystem"),
        Dimension("year", "year"),
        Dimension("programme", "programme"),
        Dimension("series", "event series"),
        Dimension("type", "type of event"),
        Dimension("mode", "mode"),
        Dimension("direction", "direction"),
        Dimension("host_country", "host country"),
        Dimension("partner_country", "partner country"),
        Dimension("event_status", "event status"),
        Dimension("event", "event"),
        Dimension("partnership", "partnership"),
        Dimension("call", "call"),
        Dimension("status", "outcome or plan"),
        Dimension("kind", "kind"),
        Dimension("scope", "scope"),
        Dimension("region", "region"),
        Dimension("market", "third market"),
        Dimension("role", "role"),
        Dimension("presence", "presence"),
        Dimension("located", "location"),
        Dimension("city", "city"),
        Dimension("organisation", "organisation"),
        Dimension("stage", "stage"),
        # What tells apart figures that may not be added; every quoted metric has them.
        Dimension("level", "counted by"),
        Dimension("subject", "subject"),
        Dimension("period", "period"),
        Dimension("figure", "figure"),
    )
}

ASKABLE = tuple(DIMENSIONS)
ANY_QUOTE = ("level", "subject", "period", "figure")
COUNTRY_LIKE = ("country", "host_country", "partner_country", "market")


def dimension(key: str) -> Dimension:
    """Return the dimension with this key; hyphens and spaces count as underscores.

    Raises:
        UnknownNameError: There is no such dimension.
    """
    known = key.strip().lower().replace("-", "_").replace(" ", "_")
    if known not in ASKABLE:
        raise UnknownNameError("dimension", key, ASKABLE, f"Known: {', '.join(ASKABLE)}.")
    return DIMENSIONS[known]
