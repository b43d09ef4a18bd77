"""The command box: anything by any of its names, and what Enter then does."""
