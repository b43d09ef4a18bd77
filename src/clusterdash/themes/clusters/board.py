"""The board of the clusters theme, and its cards on the start page."""

from dataclasses import replace

from clusterdash.model import Block, Board, Question

_BY_COUNTRY = Question("organisations", ("country",))
_MATRIX = Question("organisations", ("country", "ecosystem"))

_MAP = Block(
    key="map",
    title="Where they are",
    kind="map",
    asks=(Question("organisations", ("country",), normalise="population"),),
    marks=("country", "city"),
    width=5,
)

START = (
    Block(
        key="how-many",
        title="How many cluster organisations?",
        kind="trend",
        asks=(Question("profiles", ("year",)),),
        recorded=(Question("organisations", ("ecosystem",)),),
        lead=Question("organisations"),
        width=3,
    ),
    Block(
        key="matrix",
        title="Cluster organisations by country and first listed ecosystem",
        kind="matrix",
        asks=(_MATRIX, _BY_COUNTRY),
        recorded=(_MATRIX, _BY_COUNTRY),
        renamed="Cluster organisations by country and ecosystem",
        lead=_BY_COUNTRY,
        marks=("country", "ecosystem"),
        width=7,
    ),
    _MAP,
)

BOARD = Board(
    key="clusters",
    title="Clusters",
    question="How many cluster organisations, where, and in which ecosystems?",
    lead=Question("organisations"),
    blocks=(
        Block(
            key="by-country",
            title="By country",
            kind="bars",
            asks=(_BY_COUNTRY,),
            marks=("country",),
            width=6,
            tall=12,
        ),
        replace(_MAP, width=6, tall=10),
        Block(
            key="over-the-years",
            title="Profiles on the platform over the years",
            kind="trend",
            asks=(Question("profiles", ("year",)),),
            width=6,
            tall=4,
        ),
        Block(
            key="labels",
            title="Excellence labels",
            kind="bars",
            asks=(Question("labels", ("figure",)),),
            marks=("country",),
            width=6,
            tall=10,
        ),
        Block(
            key="by-ecosystem",
            title="By first listed ecosystem",
            kind="bars",
            asks=(Question("organisations", ("ecosystem",)),),
            recorded=(Question("organisations", ("ecosystem",)),),
            renamed="By ecosystem",
            marks=("ecosystem",),
            width=6,
            tall=8,
        ),
        Block(
            key="national",
            title="National programmes, counted apart",
            kind="bars",
            asks=(Question("national_programmes", ("country",)),),
            marks=("country",),
            width=6,
            tall=5,
        ),
        Block(
            key="elsewhere",
            title="Named by national pages, not in the registry",
            kind="bars",
            asks=(Question("organisations_elsewhere", ("country",)),),
            marks=("country",),
            width=6,
            tall=7,
        ),
        Block(
            key="rivals",
            title="Where sources disagree",
            kind="rivals",
            asks=(
                Question("profiles", ("year",)),
                Question("network_clusters"),
                Question("labels", ("figure",)),
            ),
            width=12,
        ),
        Block(
            key="organisations",
            title="The organisations",
            kind="list",
            asks=(Question("organisations"),),
            width=12,
        ),
    ),
)
