"""The engine answers questions from an edition; nothing else does."""

from clusterdash.engine.coded import proper
from clusterdash.engine.core import Engine
from clusterdash.engine.evidence import origin
from clusterdash.engine.labels import Labels
from clusterdash.engine.nearest import askable

__all__ = ["Engine", "Labels", "askable", "origin", "proper"]
