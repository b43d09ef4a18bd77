"""Names of countries, groups and industrial ecosystems, and how things are found by name."""

from clusterdash.names.countries import EU27, GROUPS, THIRD, Countries
from clusterdash.names.ecosystems import CROSS, NOT_STATED, Ecosystems
from clusterdash.names.search import Entry, Match, Search
from clusterdash.names.text import folded

__all__ = [
    "CROSS",
    "EU27",
    "GROUPS",
    "NOT_STATED",
    "THIRD",
    "Countries",
    "Ecosystems",
    "Entry",
    "Match",
    "Search",
    "folded",
]
