"""Editions: immutable, hashed versions of a dataset, verified when opened."""

from clusterdash.editions.events import EVENTS
from clusterdash.editions.schema import SHARED as REFERENCE
from clusterdash.editions.store import (
    descriptor_is_current,
    lock_edition,
    open_edition,
    published_folder,
)

SHARED = (*REFERENCE, EVENTS)

__all__ = [
    "SHARED",
    "descriptor_is_current",
    "lock_edition",
    "open_edition",
    "published_folder",
]
