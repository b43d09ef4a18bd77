"""A Result in every form that leaves the program."""

from clusterdash.publish.alternative import alternative
from clusterdash.publish.catalogue import catalogue
from clusterdash.publish.citation import bibtex, citation, cite
from clusterdash.publish.csl import csl
from clusterdash.publish.files import labelled, to_csv, to_dict, to_json
from clusterdash.publish.link import from_link, to_link, understood
from clusterdash.publish.parquet import to_parquet
from clusterdash.publish.sentence import headline, sentence
from clusterdash.publish.table import Table, command, grid, rivals_in_words, table, to_text
from clusterdash.publish.take import KINDS, File, code, file
from clusterdash.publish.trace import trace
from clusterdash.publish.xlsx import to_xlsx

__all__ = [
    "KINDS",
    "File",
    "Table",
    "alternative",
    "bibtex",
    "catalogue",
    "citation",
    "cite",
    "code",
    "command",
    "csl",
    "file",
    "from_link",
    "grid",
    "headline",
    "labelled",
    "rivals_in_words",
    "sentence",
    "table",
    "to_csv",
    "to_dict",
    "to_json",
    "to_link",
    "to_parquet",
    "to_text",
    "to_xlsx",
    "trace",
    "understood",
]
