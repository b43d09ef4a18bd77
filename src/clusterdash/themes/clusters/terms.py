"""What the metrics of this theme have in common."""

THEME = "clusters"
