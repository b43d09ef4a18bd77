"""A Result in every form that leaves the program."""

from clusterdash.publish.catalogue import catalogue
from clusterdash.publish.citation import bibtex, citation, cite
from clusterdash.publish.files import labelled, to_csv, to_dict, to_json
from clusterdash.publish.sentence import headline, sentence
from clusterdash.publish.table import command, grid, to_text
from clusterdash.publish.trace import trace

__all__ = [
    "bibtex",
    "catalogue",
    "citation",
    "cite",
    "command",
    "grid",
    "headline",
    "labelled",
    "sentence",
    "to_csv",
    "to_dict",
    "to_json",
    "to_text",
    "trace",
]
