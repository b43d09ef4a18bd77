"""What the metrics of this theme have in common."""

THEME = "sme_reach"
PROJECT = ("partnership", "programme", "ecosystem", "year")
PARTNERSHIPS = "The partnerships and the agency that manages their grants hold the beneficiaries."
