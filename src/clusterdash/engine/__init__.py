"""The engine answers questions from an edition; nothing else does."""

from clusterdash.engine.core import Engine
from clusterdash.engine.labels import Labels

__all__ = ["Engine", "Labels"]
