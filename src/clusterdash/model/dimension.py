"""Dimensions: the ways in which a figure can be broken down or filtered."""

from dataclasses import dataclass

from clusterdash.errors import UnknownNameError


@dataclass(frozen=True, slots=True)
class Dimension:
    """A way to break figures down.

    Attributes:
        key: Name in questions and frames.
        label: Name in sentences, after "by".
        plural: What its values are called together.
    """

    key: str
    label: str
    plural: str


DIMENSIONS: dict[str, Dimension] = {
    d.key: d
    for d in (
        Dimension("country", "country", "countries"),
        Dimension("ecosystem", "industrial ecosystem", "industrial ecosystems"),
        Dimension("year", "year", "years"),
        Dimension("programme", "programme", "programmes"),
        Dimension("series", "event series", "event series"),
        Dimension("type", "type of event", "types of event"),
        Dimension("mode", "mode", "modes"),
        Dimension("direction", "direction", "directions"),
        Dimension("host_country", "host country", "host countries"),
        Dimension("partner_country", "partner country", "partner countries"),
        Dimension("event_status", "event status", "event statuses"),
        Dimension("event", "event", "events"),
        Dimension("partnership", "partnership", "partnerships"),
        Dimension("call", "call", "calls"),
        Dimension("status", "outcome or plan", "outcomes and plans"),
        Dimension("kind", "kind", "kinds"),
        Dimension("scope", "scope", "scopes"),
        Dimension("region", "region", "regions"),
        Dimension("market", "third market", "third markets"),
        Dimension("role", "role", "roles"),
        Dimension("presence", "presence", "kinds of presence"),
        Dimension("located", "location", "locations"),
        Dimension("city", "city", "cities"),
        Dimension("organisation", "organisation", "organisations"),
        Dimension("stage", "stage", "stages"),
        # What tells apart figures that may not be added; every quoted metric has them.
        Dimension("level", "counted by", "ways of counting"),
        Dimension("subject", "subject", "subjects"),
        Dimension("period", "period", "periods"),
        Dimension("figure", "figure", "figures"),
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
