"""The board on sources and methods."""

from clusterdash.model import Block, Board, Question, Where

_BY_THEME = Question("figures_held", ("theme",))
_FOUNDING = Where.of({"kind": ("founding document",)})

BOARD = Board(
    key="sources",
    title="Sources",
    question="What is known, who published it, and what is missing?",
    # Figures, unlike publications, are about countries, ecosystems, programmes and years.
    lead=Question("figures_held"),
    blocks=(
        Block(
            key="coverage",
            title="What is known and what is missing",
            kind="coverage",
            asks=(_BY_THEME,),
            width=12,
        ),
        Block(
            key="figures",
            title="What the figures are about",
            kind="bars",
            asks=(_BY_THEME,),
            ways=("theme", "country", "ecosystem", "programme", "publisher"),
            width=6,
            tall=3,
        ),
        Block(
            key="years",
            title="Figures by year",
            kind="trend",
            asks=(Question("figures_held", ("year",)),),
            width=6,
            tall=4,
        ),
        Block(
            key="publishers",
            title="Who published",
            kind="bars",
            asks=(Question("publications", ("publisher",)),),
            width=6,
            tall=7,
        ),
        Block(
            key="published",
            title="When sources were published",
            kind="trend",
            asks=(Question("publications", ("year",)),),
            width=6,
            tall=4,
        ),
        Block(
            key="documents",
            title="The founding documents",
            kind="documents",
            asks=(Question("publications", (), _FOUNDING),),
            width=6,
            tall=5,
        ),
        Block(
            key="publications",
            title="All sources",
            kind="list",
            asks=(Question("publications"),),
            width=12,
        ),
        Block(
            key="catalogue",
            title="Every measure: what it means and how it is answered",
            kind="catalogue",
            asks=(Question("figures_held"),),
            width=12,
        ),
    ),
)
