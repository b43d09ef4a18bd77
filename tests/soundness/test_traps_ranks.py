"""Classic traps of ranks, shares and rates, one class each, with its tiny table."""

import pytest

from clusterdash import publish
from clusterdash.names import EU27
from clusterdash.testing import tiny_engine
from tests.soundness.small import ask, only, values


class TestRanksAndSharesStayInsideTheUnion:
    """Serbia has most clusters, but ranks and shares are of the EU-27; Spain and Portugal tie.

    | country | clusters |
    | RS      | 5        |
    | PT      | 2        |
    | ES      | 2        |
    | FR      | 1        |
    """

    ENGINE = tiny_engine(
        complete={"organisations": EU27},
        organisations=[
            {"organisation_id": f"o{n:04d}", "country_code": code}
            for n, code in enumerate(["RS"] * 5 + ["PT"] * 2 + ["ES"] * 2 + ["FR"])
        ],
    )

    def test_ties_share_the_better_rank(self) -> None:
        said = publish.headline(
            ask(self.ENGINE, "organisations", country=["PT"]), self.ENGINE.labels
        )
        assert "1st of" in said
        assert "shared by 2" in said

    def test_leaders_are_all_named(self) -> None:
        found = ask(self.ENGINE, "organisations", "country", country=[EU27])
        said = publish.headline(found, self.ENGINE.labels)
        assert said.startswith("Spain and Portugal lead with 2 of the 5 cluster organisations")

    def test_a_bigger_country_outside_does_not_hide_the_leaders(self) -> None:
        said = publish.headline(ask(self.ENGINE, "organisations", "country"), self.ENGINE.labels)
        assert "Serbia lead" not in said

    def test_shares_are_of_the_union(self) -> None:
        found = ask(self.ENGINE, "organisations", "country", normalise="share")
        assert {k: v for k, v in values(found).items() if v} == {"ES": 40, "PT": 40, "FR": 20}
        assert found.universe == 5
        assert not ask(self.ENGINE, "organisations", country=["RS"], normalise="share").answered

    def test_the_whole_union_is_all_of_itself(self) -> None:
        assert only(ask(self.ENGINE, "organisations", normalise="share")) == 100

    def test_a_mixed_group_has_no_share(self) -> None:
        mixed = ask(self.ENGINE, "organisations", country=["PT", "RS"], normalise="share")
        assert not mixed.answered

    def test_a_rate_without_inhabitants_is_not_published(self) -> None:
        assert not ask(
            self.ENGINE, "organisations", country=["RS"], normalise="population"
        ).answered


class TestRatesArePooled:
    """Per million inhabitants of Portugal and Malta together, not the mean of two rates.

    | country | clusters | inhabitants (2024) |
    | PT      | 2        | 10 694 681         |
    | MT      | 2        | 563 443            |
    """

    def test_pooled(self) -> None:
        engine = tiny_engine(
            complete={"organisations": EU27},
            organisations=[
                {"organisation_id": f"o{n}", "country_code": c}
                for n, c in enumerate(["PT", "PT", "MT", "MT"])
            ],
            population=[
                {"country_code": "PT", "year": 2024, "population": 10_000_000},
                {"country_code": "MT", "year": 2024, "population": 500_000},
            ],
        )
        both = ask(engine, "organisations", country=["PT", "MT"], normalise="population")
        assert only(both) == pytest.approx(4 / 10.5)
        each = ask(engine, "organisations", "country", country=["PT", "MT"], normalise="population")
        assert values(each) == pytest.approx({"MT": 4.0, "PT": 0.2})
