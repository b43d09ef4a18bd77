"""Contracts of the tables that every theme reads."""

import dataframely as dy
import polars as pl

from clusterdash.editions.publications import figures, publications
from clusterdash.model import Link, Source
from clusterdash.model.vocabulary import QUALIFIERS, STATUSES

DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
COUNTRY = r"^[A-Z]{2}$"
LANGUAGE = r"^[a-z]{2}$"  # ISO 639-1
SOURCE_LINK = Link("source_id", "sources", "source_id", separator=";")


def text(*, key: bool = False, regex: str | None = None, blank: bool = False) -> dy.String:
    """Return a column of text."""
    return dy.String(primary_key=key, nullable=blank, regex=regex, min_length=1)


def ordered(start: str, end: str) -> pl.Expr:
    """Return a rule: a period does not end before it starts, at the precision given.

    Periods may be years, months or days; the shorter of the two is compared.
    """
    length = pl.min_horizontal(pl.col(start).str.len_chars(), pl.col(end).str.len_chars())
    backwards = pl.col(end).str.head(length) < pl.col(start).str.head(length)
    return ~backwards.fill_null(value=False)


class Sources(dy.Schema):
    """One publication."""

    source_id = text(key=True, regex=r"^s[0-9a-f]{8}$")
    title = text()
    publisher = text()
    url = text(blank=True, regex=r"^https?://")
    kind = dy.Enum(["mission_document", "web_page", "generated"], nullable=False)
    note = text(blank=True)
    document = text(blank=True)
    published = text(blank=True, regex=r"^\d{4}$")
    rank = dy.Int64(nullable=False, min=1, max=3)

    @dy.rule()
    def address_or_document(cls) -> pl.Expr:
        """A publication has an address or is kept with the edition, unless it was generated."""
        generated = pl.col("kind").cast(pl.String) == "generated"
        return pl.col("url").is_not_null() | pl.col("document").is_not_null() | generated


class Figures(dy.Schema):
    """One published figure at exactly the grain at which it was published."""

    figure_id = text(key=True, regex=r"^f\d{4}[a-z]?$")
    theme = dy.Enum(["clusters", "matchmaking", "sme_reach", "training"], nullable=False)
    measure = text(regex=r"^[a-z0-9_]+$")
    part = text(regex=r"^[a-z0-9_]+$")
    value = dy.Float64(nullable=False, min=0)
    unit = dy.Enum(["count", "EUR", "percent"], nullable=False)
    qualifier = dy.Enum(list(QUALIFIERS), nullable=False)
    status = dy.Enum(list(STATUSES), nullable=False)
    subject_type = dy.Enum(["event", "partnership", "programme", "population"], nullable=False)
    subject_id = text()
    programme = text(blank=True)
    country_code = text(regex=r"^[A-Z]{2,3}$")
    ecosystem = text()
    period_start = text(blank=True, regex=DATE)
    period_end = text(blank=True, regex=DATE)
    source_id = text(regex=r"^s[0-9a-f]{8}$")
    quote = text(blank=True)
    region = text(blank=True)

    @dy.rule()
    def percent_up_to_100(cls) -> pl.Expr:
        """A percentage of a whole is 100 at most."""
        return (pl.col("unit").cast(pl.String) != "percent") | (pl.col("value") <= 100)

    @dy.rule()
    def period_runs_forward(cls) -> pl.Expr:
        """A period does not end before it starts."""
        return ordered("period_start", "period_end")

    @dy.rule()
    def one_whole(cls) -> pl.Expr:
        """Of rival values for the same thing exactly one is the one to show."""
        return (pl.col("part") == "whole").sum().over(
            "measure",
            "status",
            "subject_type",
            "subject_id",
            "country_code",
            "region",
            "ecosystem",
            "period_start",
            "period_end",
        ) <= 1


class FigureLinks(dy.Schema):
    """A figure that repeats or rivals another one filed elsewhere."""

    figure_id = text(key=True, regex=r"^f\d{4}[a-z]?$")
    relation = dy.Enum(["alt", "confirmation"], nullable=False)
    of = text()
    reason = text()


class FigureNotes(dy.Schema):
    """A known weakness of one figure."""

    figure_id = text(key=True, regex=r"^f\d{4}[a-z]?$")
    caveat = text(key=True)
    note = text()


class QuoteLanguages(dy.Schema):
    """The language of the words quoted for one figure; blank where none can be told."""

    figure_id = text(key=True, regex=r"^f\d{4}[a-z]?$")
    language = text(blank=True, regex=LANGUAGE)


class Fixes(dy.Schema):
    """A correction applied when the edition is opened."""

    fix_id = text(key=True)
    table = text(key=True)
    key = text(key=True)
    column = text(key=True)
    was = text(blank=True)
    becomes = text(blank=True)
    evidence = text()
    source_id = text(regex=r"^s[0-9a-f]{8}$")


class Programmes(dy.Schema):
    """A wording of a programme, with a label and the family it belongs to."""

    programme = text(key=True)
    label = text()
    family = text()


class Calls(dy.Schema):
    """A call, with the published figures that count its partnerships, partners or countries."""

    call = text(key=True)
    label = text()
    programme = text()
    figures = text()


class Countries(dy.Schema):
    """A country of the EU-27 or its neighbourhood."""

    country_code = text(key=True, regex=COUNTRY)
    iso3 = text(regex=r"^[A-Z]{3}$")
    eu_code = text(regex=COUNTRY)
    name = text()
    group = dy.Enum(
        ["EU27", "EFTA", "Western Balkans", "Eastern Partnership", "SMP-associated", "Other"],
        nullable=False,
    )
    eu_accession_year = dy.Int64(nullable=True, min=1958)
    eu_exit_date = text(blank=True, regex=DATE)
    enlargement_status = text(blank=True)
    smp_sme_pillar = text(blank=True)
    cosme_2018 = text(blank=True)
    source_id = text(regex=r"^s[0-9a-f]{8}$")


class Ecosystems(dy.Schema):
    """An EU industrial ecosystem."""

    ecosystem = text(key=True)
    order = dy.Int64(nullable=False, min=1)


class EcosystemNames(dy.Schema):
    """A published spelling of an industrial ecosystem."""

    ecosystem = text(key=True)
    lang = text(key=True, regex=LANGUAGE)
    name = text(key=True)
    source_id = text(regex=r"^s[0-9a-f]{8}$")


class Population(dy.Schema):
    """Inhabitants of a country on 1 January."""

    country_code = text(key=True, regex=COUNTRY)
    year = dy.Int64(nullable=False, primary_key=True, min=1900)
    population = dy.Int64(nullable=False, min=1)
    dataset = text()
    source_id = text(regex=r"^s[0-9a-f]{8}$")


def _link(column: str, table: str, target: str, when: tuple[str, str] | tuple[()] = ()) -> Link:
    return Link(column, table, target, when=when)


SHARED: tuple[Source, ...] = (
    Source(
        "sources",
        "one publication",
        Sources,
        ("source_id",),
        dims={"publisher": "publisher", "kind": "kind", "year": "year"},
        enrich=publications,
    ),
    Source("programmes", "one wording of a programme", Programmes, ("programme",)),
    Source(
        "calls",
        "one call whose partnerships are listed by name",
        Calls,
        ("call",),
        (
            _link("programme", "programmes", "programme"),
            Link("figures", "figures", "figure_id", ";"),
        ),
    ),
    Source(
        "countries",
        "one country of the EU-27 or its neighbourhood",
        Countries,
        ("country_code",),
        (SOURCE_LINK,),
    ),
    Source("ecosystems", "one EU industrial ecosystem", Ecosystems, ("ecosystem",)),
    Source(
        "ecosystem_names",
        "one published spelling of an ecosystem",
        EcosystemNames,
        ("name",),
        (SOURCE_LINK, _link("ecosystem", "ecosystems", "ecosystem")),
    ),
    Source(
        "population",
        "the inhabitants of one country on 1 January of one year",
        Population,
        ("country_code", "year"),
        (SOURCE_LINK, _link("country_code", "countries", "country_code")),
    ),
    Source(
        "figures",
        "one published figure at exactly the grain at which it was published",
        Figures,
        ("figure_id",),
        (
            SOURCE_LINK,
            _link("programme", "programmes", "programme"),
            _link("subject_id", "events", "event_id", ("subject_type", "event")),
            _link("subject_id", "partnerships", "partnership_id", ("subject_type", "partnership")),
            _link("subject_id", "programmes", "programme", ("subject_type", "programme")),
            Link("ecosystem", "ecosystems", "ecosystem", ";", ("all", "Cross-ecosystem")),
        ),
        dims={
            "theme": "theme",
            "country": "country",
            "ecosystem": "ecosystem",
            "programme": "programme",
            "status": "status",
            "year": "year",
            "publisher": "publisher",
        },
        lists=("ecosystem",),
        enrich=figures,
    ),
    Source(
        "figure_links",
        "one figure that repeats or rivals another one filed elsewhere",
        FigureLinks,
        ("figure_id",),
        (_link("figure_id", "figures", "figure_id"), Link("of", "figures", "figure_id", ";")),
    ),
    Source(
        "figure_notes",
        "one known weakness of one figure",
        FigureNotes,
        ("figure_id",),
        (_link("figure_id", "figures", "figure_id"),),
    ),
    Source(
        "quote_languages",
        "the language of one quotation",
        QuoteLanguages,
        ("figure_id",),
        (_link("figure_id", "figures", "figure_id"),),
    ),
    Source(
        "fixes",
        "one correction applied when the edition is opened",
        Fixes,
        ("fix_id", "key", "column"),
        (SOURCE_LINK,),
    ),
)
