"""The 14 industrial ecosystems in each published spelling."""

import pytest

from clusterdash.engine.context import Context
from clusterdash.errors import UnknownNameError
from clusterdash.names import CROSS, NOT_STATED, Ecosystems, folded


@pytest.fixture(scope="module")
def ecosystems(prepared: Context) -> Ecosystems:
    return prepared.ecosystems


def test_the_fourteen(ecosystems: Ecosystems) -> None:
    assert len(ecosystems.known) == 14
    assert all(ecosystems.resolve(name) == name for name in (*ecosystems.known, CROSS, NOT_STATED))


def test_every_published_spelling(ecosystems: Ecosystems, prepared: Context) -> None:
    rows = prepared.tables["ecosystem_names"].select("name", "ecosystem").rows()
    assert len(rows) == 19
    for name, ecosystem in rows:
        assert ecosystems.resolve(name) == ecosystem
        assert ecosystems.resolve(name.upper()) == ecosystem


@pytest.mark.parametrize(
    ("name", "ecosystem"),
    [
        ("Aerospace and Defence", "Aerospace & Defence"),
        ("aerospace", "Aerospace & Defence"),
        ("agri food", "Agri-food"),
        ("Agrifood", "Agri-food"),
        ("Cultural and Creative Industries", "Cultural & Creative Industries"),
        ("Creative and Cultural Industries", "Cultural & Creative Industries"),
        ("Energy-intensive industries", "Energy-Intensive Industries"),
        ("Energy - Renewables", "Energy-Renewables"),
        ("Renewable energy", "Energy-Renewables"),
        ("Mobility – Transport – Automotive", "Mobility-Transport-Automotive"),
        ("mobility", "Mobility-Transport-Automotive"),
        ("Proximity and Social Economy", "Proximity, Social Economy & Civil Security"),
        ("textiles", "Textiles"),
        ("cross-ecosystem", CROSS),
    ],
)
def test_common_spellings(ecosystems: Ecosystems, name: str, ecosystem: str) -> None:
    assert ecosystems.resolve(name) == ecosystem


@pytest.mark.parametrize("name", ["Energy", "industries", ""])
def test_what_fits_two_is_refused(ecosystems: Ecosystems, name: str) -> None:
    with pytest.raises(UnknownNameError, match="Unknown industrial ecosystem"):
        ecosystems.resolve(name)


def test_a_misspelling_is_answered_with_the_name_meant(ecosystems: Ecosystems) -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'Health'"):
        ecosystems.resolve("Helth")


def test_no_spelling_stands_for_two(prepared: Context) -> None:
    names = prepared.tables["ecosystem_names"].select("name", "ecosystem").rows()
    names += [(name, name) for name in prepared.ecosystems.known]
    meant: dict[str, set[str]] = {}
    for name, ecosystem in names:
        meant.setdefault(folded(name), set()).add(ecosystem)
    assert all(len(found) == 1 for found in meant.values())
