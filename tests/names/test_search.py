"""Finding things by name: what is found, in which order, and what is only near."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterdash.names import Entry, Match, Search

ENTRIES = (
    Entry("a", "Basque Energy Cluster (Cluster de Energía)", "Bilbao"),
    Entry("b", "Energy", "Graz"),
    Entry("c", "Energy Valley", "Groningen"),
    Entry("d", "Renewable Bioenergy Network", "Łódź"),
    Entry("e", "Cluster of Green Things", "Oslo energy and climate"),
    Entry("f", "Klaster Energetyczny", "Kraków"),
    Entry("g", "Agri-Food West", "Nantes"),
    Entry("h", "Pôle Mer Bretagne Atlantique", "Brest"),
    Entry("i", "Slovenski gradbeni grozd (Slovenian Construction Cluster)", "Ljubljana"),
)
SEARCH = Search(ENTRIES)


def _held(text: str) -> str:
    return "".join(match.code for match in SEARCH.find(text) if not match.near)


def _near(text: str) -> list[tuple[str, str]]:
    return [(match.code, match.near) for match in SEARCH.find(text) if match.near]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # The name itself, names that begin so, a word that does, a part of a word, elsewhere.
        ("energy", "bcade"),
        ("ENERGY", "bcade"),
        ("Énergy!", "bcade"),
        ("energy cluster", "ae"),
        ("cluster energy", "ae"),
        ("cluster de energia", "a"),
        ("cluster de energía", "a"),
        ("slovenian construction cluster", "i"),
        ("gradbeni slovenski", "i"),
        ("lodz", "d"),
        ("krakow", "f"),
        ("pole mer", "h"),
        ("bilbao basque", "a"),
        ("", "abcdefghi"),
        ("-", "abcdefghi"),
    ],
)
def test_what_holds_every_word_by_how_well_it_fits(text: str, found: str) -> None:
    assert _held(text) == found


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("enrgy", [("a", "Energy"), ("b", "Energy"), ("c", "Energy"), ("e", "energy")]),  # missing
        ("vallley", [("c", "Valley")]),  # one too many
        ("vlaley", [("c", "Valley")]),  # swapped
        ("velley", [("c", "Valley")]),  # another
        ("valletta", []),  # too far
        ("grax", [("b", "Graz")]),
        ("gra", []),  # held by Graz itself
        ("osl0", [("e", "Oslo")]),
        ("gaz", []),  # three letters hold no slip
        ("2016", []),  # nor does a number
        ("agrifood", [("g", "Agri-Food")]),  # written as one
        ("pole atlantik", [("h", "Atlantique")]),
        ("bretagne vallley", []),  # every word has to be near
        ("energetik", [("f", "Energetyczny")]),  # begins nearly so
        ("konstruction slovenski", [("i", "Construction")]),
    ],
)
def test_slips_are_near_and_say_what_was_taken(text: str, near: list[tuple[str, str]]) -> None:
    assert _near(text) == near


def test_near_stands_last() -> None:
    found = Search([Entry("x", "Enery"), Entry("y", "Energy"), Entry("z", "Energy Two")])
    assert found.find("energy") == (Match("y"), Match("z"), Match("x", "Enery"))


def test_fewer_slips_stand_before_more() -> None:
    found = Search([Entry("two", "Biotecnolgy"), Entry("one", "Biotechnolgy")])
    assert [match.code for match in found.find("biotechnology")] == ["one", "two"]


def test_what_fits_equally_keeps_its_order() -> None:
    entries = [Entry(str(n), f"Cluster {n}") for n in range(30)]
    assert [match.code for match in Search(entries).find("cluster")] == [e.code for e in entries]
    assert Search(entries[::-1]).find("cluster")[0].code == "29"


def test_the_nearest_names() -> None:
    assert SEARCH.nearest("valetta breetagne")[:2] == ("h", "c")
    assert SEARCH.nearest("valetta breetagne", among={"c", "e"})[0] == "c"
    assert SEARCH.nearest("valetta breetagne", among={"c"}) == ("c",)
    assert len(SEARCH.nearest("enerkyy klustter", limit=2)) == 2
    assert SEARCH.nearest("qqqq") == ()
    assert SEARCH.nearest("") == ()


def test_nothing_can_be_found_in_nothing() -> None:
    assert Search([]).find("energy") == ()
    assert Search([]).nearest("energy") == ()


@given(st.text(max_size=60))
def test_any_text_finds_each_thing_once_at_most(text: str) -> None:
    found = [match.code for match in SEARCH.find(text)]
    assert len(found) == len(set(found))
    assert len(SEARCH.nearest(text)) <= 3


@given(st.sampled_from(ENTRIES), st.randoms())
def test_words_in_any_order_find_a_name(entry: Entry, chance: st.DrawFn) -> None:
    words = entry.name.split()
    chance.shuffle(words)  # type: ignore[attr-defined]
    assert entry.code in _held(" ".join(words))


@given(st.sampled_from(ENTRIES))
def test_a_name_finds_itself_first(entry: Entry) -> None:
    assert SEARCH.find(entry.name)[0] == Match(entry.code)
