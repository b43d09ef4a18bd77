"""Figures: built once, then only their data is patched."""
