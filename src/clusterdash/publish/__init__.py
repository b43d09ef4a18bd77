"""A Result in every form that leaves the program."""

from clusterdash.publish.catalogue import catalogue
from clusterdash.publish.citation import bibtex, citation, cite
from clusterdash.publish.files import labelled, to_csv, to_dict, to_json
from clusterdash.publish.sentence import headline, sentence
from clusterdash.publish.table import Table, command, grid, rivals_in_words, table, to_text
from clusterdash.publish.trace import trace

__all__ = [
    "Table",
    "bibtex",
    "catalogue",
    "citation",
    "cite",
    "command",
    "grid",
    "headline",
    "labelled",
    "rivals_in_words",
    "sentence",
    "table",
    "to_csv",
    "to_dict",
    "to_json",
    "to_text",
    "trace",
]
