"""The demonstration edition: made-up records in the structure of the published edition."""

from clusterdash.demo.made import drawn, edition, write
from clusterdash.demo.targets import UNCALIBRATED, Target, targets
from clusterdash.demo.twin import Twin, twin

__all__ = ["UNCALIBRATED", "Target", "Twin", "drawn", "edition", "targets", "twin", "write"]
