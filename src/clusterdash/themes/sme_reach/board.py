"""The board of the SME reach theme, and its cards on the start page."""

from clusterdash.model import Block, Board, Question

_SUPPORTED = Question("smes_supported", ("programme",))

START = (
    Block(
        key="reach",
        title="Which SMEs were reached?",
        kind="measures",
        asks=(
            _SUPPORTED,
            Question("smes_represented", ("subject",)),
            Question("smes_trained", ("programme",)),
        ),
        width=3,
    ),
)

BOARD = Board(
    key="sme_reach",
    title="SME reach",
    question="Which SMEs were represented, reached, supported and trained, and with what money?",
    lead=_SUPPORTED,
    blocks=(
        Block(
            key="kinds",
            title="Represented, reached, supported, trained",
            kind="measures",
            asks=(
                Question("smes_represented", ("subject",)),
                Question("smes_reached", ("subject",)),
                _SUPPORTED,
                Question("smes_trained", ("programme",)),
            ),
            lead=_SUPPORTED,
            width=4,
        ),
        Block(
            key="promise",
            title="Of every budget, the share for SMEs: promised and paid",
            kind="targets",
            asks=(Question("funding_share", ("subject", "status")),),
            lead=Question("funding_share", ("programme", "status")),
            width=4,
        ),
        Block(
            key="success",
            title="Applicants, and how many were supported",
            kind="bars",
            asks=(
                Question("success_rate", ("subject",)),
                Question("smes_applicants", ("partnership",)),
            ),
            width=4,
        ),
        Block(
            key="supported",
            title="SMEs supported: planned and done",
            kind="targets",
            asks=(Question("smes_supported", ("subject", "status")),),
            lead=Question("smes_supported", ("subject",)),
            width=6,
        ),
        Block(
            key="money",
            title="Money to SMEs: planned and paid",
            kind="targets",
            asks=(Question("funding_to_smes", ("subject", "status")),),
            lead=Question("funding_to_smes", ("subject",)),
            width=6,
        ),
        Block(
            key="web",
            title="Which countries work together",
            kind="web",
            asks=(
                Question("partnerships_between", ("country", "with_country")),
                Question("partners_listed", ("country",)),
            ),
            lead=Question("partners_listed", ("country",)),
            marks=("country",),
            width=7,
            rows=2,
        ),
        Block(
            key="markets",
            title="Third markets",
            kind="bars",
            asks=(
                Question("partnerships_targeting", ("market",)),
                Question("third_markets", ("market",)),
            ),
            width=5,
        ),
        Block(
            key="missions",
            title="Missions to third countries: planned and made",
            kind="targets",
            asks=(Question("missions", ("partnership", "status")),),
            width=5,
        ),
        Block(
            key="partners",
            title="Partnerships and partners: known by name, counted by the programme",
            kind="bars",
            asks=(
                Question("partnerships_listed", ("programme",)),
                Question("partnerships", ("programme",)),
                Question("partners_listed", ("programme",)),
                Question("partners", ("programme",)),
            ),
            scales=(("partnerships_listed", "partnerships"), ("partners_listed", "partners")),
            width=6,
        ),
        Block(
            key="places",
            title="Partner places by country",
            kind="bars",
            asks=(Question("partners_listed", ("country",)),),
            marks=("country",),
            width=6,
        ),
        Block(
            key="projects",
            title="Projects funded",
            kind="targets",
            asks=(Question("projects_funded", ("subject", "status")),),
            lead=Question("projects_funded", ("subject",)),
            width=6,
        ),
        Block(
            key="by-country",
            title="Where the money and the applications went",
            kind="bars",
            asks=(
                Question("funding_by_country", ("subject", "country", "kind")),
                Question("countries_supported", ("partnership",)),
            ),
            marks=("country",),
            width=6,
        ),
        Block(
            key="budgets",
            title="Budgets and the size of a grant",
            kind="bars",
            asks=(
                Question("call_budgets", ("programme", "kind")),
                Question("grant_size", ("subject", "kind")),
            ),
            width=6,
            rows=2,
        ),
        Block(
            key="companies",
            title="Companies, where the source does not say SMEs",
            kind="bars",
            asks=(Question("companies", ("subject", "kind")),),
            width=6,
        ),
        Block(
            key="clusters",
            title="Cluster organisations in partnerships",
            kind="bars",
            asks=(Question("clusters_involved", ("subject",)),),
            width=6,
        ),
        Block(
            key="known",
            title="What is published, what is not, and who holds it",
            kind="coverage",
            asks=(Question("smes_supported"),),
            width=12,
        ),
        Block(
            key="rivals",
            title="Where sources disagree",
            kind="rivals",
            asks=(
                Question("smes_supported", ("subject",)),
                Question("smes_represented", ("subject",)),
                Question("smes_applicants", ("partnership",)),
                Question("partnerships", ("programme",)),
                Question("partner_countries", ("programme",)),
                Question("budgets", ("partnership", "kind")),
            ),
            width=12,
        ),
        Block(
            key="partnerships",
            title="The partnerships",
            kind="list",
            asks=(Question("partnerships_listed"),),
            width=12,
        ),
    ),
)
