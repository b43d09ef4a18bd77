"""Metrics on the evidence itself."""

from clusterdash.model import Metric, Rows

THEME = "sources"

METRICS: tuple[Metric, ...] = (
    Metric(
        key="publications",
        theme=THEME,
        label="publications behind figures and rows",
        singular="publication behind figures and rows",
        definition=(
            "Pages and documents that at least one figure or row of this edition rests on, by "
            "whoever published them and the year in their title or address; copies of ECCP pages "
            "count as pages of the ECCP."
        ),
        answer=Rows("sources", ("source_id",), held=True),
        caveats=("found_by_searching",),
        dims=("publisher", "kind", "year"),
        default_by=("publisher",),
        related=("figures_held",),
    ),
    Metric(
        key="figures_held",
        theme=THEME,
        label="published figures in the edition",
        singular="published figure in the edition",
        definition=(
            "Figures quoted in this edition, each once: rival values, confirmations from a second "
            "source and parts of a whole included; a figure of an event is of the year in which "
            "it started, any other of the last year that it covers."
        ),
        answer=Rows("figures", ("figure_id",), held=True),
        caveats=("found_by_searching",),
        dims=("theme", "country", "ecosystem", "programme", "status", "year", "publisher"),
        default_by=("theme",),
        related=("publications",),
    ),
)
