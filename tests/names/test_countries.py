"""Countries and groups in every official and common English form."""

import itertools

import polars as pl
import pycountry
import pytest
from babel import Locale

from clusterdash.engine.context import Context
from clusterdash.errors import UnknownNameError
from clusterdash.names import EU27, GROUPS, THIRD, Countries, folded

OFFICIAL = [
    (str(getattr(country, key)), country.alpha_2)
    for country in pycountry.countries
    for key in ("name", "official_name", "common_name", "alpha_2", "alpha_3")
    if hasattr(country, key)
]
BABEL = [
    (str(name), code)
    for code, name in Locale("en").territories.items()
    if pycountry.countries.get(alpha_2=code)
]
COMMON = [
    ("EL", "GR"),
    ("Hellas", "GR"),
    ("Hellenic Republic", "GR"),
    ("UK", "GB"),
    ("uk", "GB"),
    ("U.K.", "GB"),
    ("Great Britain", "GB"),
    ("The United Kingdom", "GB"),
    ("United Kingdom of Great Britain and Northern Ireland", "GB"),
    ("Czech Republic", "CZ"),
    ("the Czech Republic", "CZ"),
    ("Slovak Republic", "SK"),
    ("Republic of Ireland", "IE"),
    ("Turkey", "TR"),
    ("Türkiye", "TR"),
    ("TURKIYE", "TR"),
    ("Republic of Turkey", "TR"),
    ("Kosovo", "XK"),
    ("Kosovo*", "XK"),
    ("XKX", "XK"),
    ("Republic of Kosovo", "XK"),
    ("Macedonia", "MK"),
    ("FYROM", "MK"),
    ("the former Yugoslav Republic of Macedonia", "MK"),
    ("Republic of North Macedonia", "MK"),
    ("South Korea", "KR"),
    ("Republic of Korea", "KR"),
    ("North Korea", "KP"),
    ("USA", "US"),
    ("U.S.", "US"),
    ("U.S.A.", "US"),
    ("United States", "US"),
    ("the United States of America", "US"),
    ("the Netherlands", "NL"),
    ("Holland", "NL"),
    ("Moldova", "MD"),
    ("Republic of Moldova", "MD"),
    ("Palestine", "PS"),
    ("Palestine*", "PS"),
    ("State of Palestine", "PS"),
    ("Bosnia", "BA"),
    ("Bosnia & Herzegovina", "BA"),
    ("Bosnia-Herzegovina", "BA"),
    ("Russia", "RU"),
    ("Taiwan", "TW"),
    ("Chinese Taipei", "TW"),
    ("Hong Kong", "HK"),
    ("Vietnam", "VN"),
    ("Iran", "IR"),
    ("Syria", "SY"),
    ("Ivory Coast", "CI"),
    ("Côte d’Ivoire", "CI"),
    ("DR Congo", "CD"),
    ("The Gambia", "GM"),
    ("UAE", "AE"),
    ("  portugal ", "PT"),
]
GROUP_NAMES = [
    ("EU", EU27),
    ("EU-27", EU27),
    ("EU27", EU27),
    ("European Union", EU27),
    ("the European Union", EU27),
    ("EU Member States", EU27),
    ("EFTA", "EFTA"),
    ("Western Balkans", "WESTERN_BALKANS"),
    ("the Western Balkans", "WESTERN_BALKANS"),
    ("Eastern Partnership", "EASTERN_PARTNERSHIP"),
    ("SMP-associated countries", "SMP_ASSOCIATED"),
    ("third countries", THIRD),
    ("non-EU", THIRD),
]


@pytest.fixture(scope="module")
def countries(prepared: Context) -> Countries:
    return prepared.countries


def test_every_official_name_of_every_country(countries: Countries) -> None:
    wrong = [(name, code) for name, code in OFFICIAL + BABEL if countries.resolve(name) != code]
    assert wrong == []


@pytest.mark.parametrize(("name", "code"), COMMON + GROUP_NAMES)
def test_common_names(countries: Countries, name: str, code: str) -> None:
    assert countries.resolve(name) == code


def test_the_edition_s_own_countries(countries: Countries, prepared: Context) -> None:
    rows = list(prepared.tables["countries"].iter_rows(named=True))
    assert len(rows) == 45
    for row in rows:
        code = row["country_code"]
        for column in ("country_code", "iso3", "eu_code", "name"):
            assert countries.resolve(row[column]) == code
        assert countries.label(code) == row["name"]


def test_no_name_stands_for_two_countries(prepared: Context) -> None:
    rows = prepared.tables["countries"].iter_rows(named=True)
    own = [(row[c], row["country_code"]) for row in rows for c in ("iso3", "eu_code", "name")]
    meant: dict[str, set[str]] = {}
    groups = [(name, code) for name, code in GROUP_NAMES]
    every = itertools.chain(OFFICIAL, BABEL, own, groups, [(g, g) for g in GROUPS])
    for name, code in every:
        meant.setdefault(folded(name), set()).add(code)
    assert {name: codes for name, codes in meant.items() if len(codes) > 1} == {}


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("Portugaal", "Portugal"), ("Lithunia", "Lithuania"), ("EU-28", "EU-27")],
)
def test_a_misspelling_is_answered_with_the_name_meant(
    countries: Countries, wrong: str, right: str
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        countries.resolve(wrong)
    assert right in caught.value.suggestions


@pytest.mark.parametrize("name", ["Atlantis", "", "EU28", "Europe", "all"])
def test_what_is_no_country_is_refused(countries: Countries, name: str) -> None:
    with pytest.raises(UnknownNameError, match="Unknown country"):
        countries.resolve(name)


def test_groups_hold_their_members(countries: Countries) -> None:
    assert len(countries.eu27) == 27
    assert "HR" in countries.eu27
    assert "GB" not in countries.eu27
    assert countries.groups["EFTA"] == {"CH", "IS", "LI", "NO"}
    assert countries.groups["WESTERN_BALKANS"] == {"AL", "BA", "ME", "MK", "RS", "XK"}
    assert countries.expand(EU27) == countries.eu27
    assert countries.expand("NO") == {"NO"}
    assert countries.expand("EFTA") == {"CH", "IS", "LI", "NO"}
    assert countries.expand(THIRD) == {THIRD}


def test_third_countries_are_every_other_country(countries: Countries) -> None:
    codes = ["PT", "NO", "JP", "EU", "EUR", "ALL", None]
    frame = pl.DataFrame({"c": codes}).filter(countries.matching("c", [THIRD]))
    assert frame["c"].to_list() == ["NO", "JP"]
    both = pl.DataFrame({"c": codes}).filter(countries.matching("c", ["PT", "EFTA"]))
    assert both["c"].to_list() == ["PT", "NO"]
