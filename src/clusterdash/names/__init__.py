"""Names of countries, groups and industrial ecosystems."""

from clusterdash.names.countries import EU27, GROUPS, THIRD, Countries
from clusterdash.names.ecosystems import CROSS, NOT_STATED, Ecosystems
from clusterdash.names.text import folded

__all__ = [
    "CROSS",
    "EU27",
    "GROUPS",
    "NOT_STATED",
    "THIRD",
    "Countries",
    "Ecosystems",
    "folded",
]
