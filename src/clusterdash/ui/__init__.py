"""The pages: they see keys and Results, never a table of the edition."""
