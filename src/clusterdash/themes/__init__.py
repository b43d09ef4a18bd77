"""The themes: one folder each, loaded through the same registration as an outside plugin's."""
