"""Editions: immutable, hashed versions of a dataset, verified when opened."""

from clusterdash.editions.schema import SHARED
from clusterdash.editions.store import (
    descriptor_is_current,
    lock_edition,
    open_edition,
    published_folder,
)

__all__ = [
    "SHARED",
    "descriptor_is_current",
    "lock_edition",
    "open_edition",
    "published_folder",
]
