"""What the address of a page asks for: shared links, forms without scripts, and garbage."""

from urllib.parse import quote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clusterdash.engine import Engine
from clusterdash.model import Block, Board, Question
from clusterdash.opened import default_engine
from clusterdash.publish.link import LONGEST
from clusterdash.state import Selection, View
from clusterdash.ui.links import Asked, asked

KNOWN = default_engine()


def _kept(engine: Engine, query: str) -> str:
    """Return the link of what was understood, where everything was."""
    found = asked(engine, query)
    assert found.strange == ()
    return found.view.to_query()


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", ""),
        ("v=1&country=PT&ecosystem=Digital&as=share", "v=1&country=PT&ecosystem=Digital&as=share"),
        ("?country=PT", "v=1&country=PT"),
        ("country=Portugal&ecosystem=digital", "v=1&country=PT&ecosystem=Digital"),
        ("cell=PT~Digital", "v=1&country=PT&ecosystem=Digital"),
        ("cell=PT~", "v=1&country=PT"),
        ("cell=~Digital", "v=1&ecosystem=Digital"),
        ("cell=~", ""),
        ("cell=PT~not+stated", "v=1&country=PT&ecosystem=not%20stated"),
        # A cell says both: what was chosen of them before is let go, the rest is kept.
        ("v=1&country=ES~FR&year=2016&cell=PT~", "v=1&country=PT&year=2016~2016"),
        ("country=ES&ecosystem=Health&cell=PT~Digital", "v=1&country=PT&ecosystem=Digital"),
        ("from=2016&to=2018", "v=1&year=2016~2018"),
        ("from=2018&to=2016", "v=1&year=2016~2018"),
        ("from=2018&to=", "v=1&year=2018~2026"),
        ("from=&to=2018", "v=1&year=2007~2018"),
        ("from=&to=", ""),
        ("from=18&to=x", ""),
        ("with=year.&with-from=2016&with-to=2014", "v=1&with=year.2014-2016"),
        ("with=year.2010-2011&with-from=2016&with-to=2016", "v=1&with=year.2010-2011~2016-2016"),
        ("with=year.&with-from=2018&with-to=", "v=1&with=year.2018-2026"),
        ("with=year.&with-from=&with-to=", "v=1&with=year."),
        ("with=year.&with-from=18&with-to=x", "v=1&with=year."),
        ("year=2017~2019&from=&to=", "v=1&year=2017~2019"),
        ("country=&ecosystem=&programme=&from=&to=&as=", ""),
        ("country=PT&programme=&as=", "v=1&country=PT"),
    ],
)
def test_forms_and_links(engine: Engine, query: str, kept: str) -> None:
    assert _kept(engine, query) == kept


def test_an_ecosystem_whose_name_holds_an_ampersand(engine: Engine) -> None:
    code = next(name for name in engine.context.ecosystems.known if "&" in name)
    assert _kept(engine, f"cell=PT~{quote(code)}") == _kept(
        engine, f"country=PT&ecosystem={quote(code)}"
    )
    assert asked(engine, f"cell=~{quote(code)}").view.where.get("ecosystem") == (code,)


@pytest.mark.parametrize(
    ("query", "kept", "named"),
    [
        ("country=QQ", "", "“QQ”"),
        ("country=QQ~PT", "v=1&country=PT", "“QQ”"),
        ("ecosystem=Digitall", "", "Did you mean “Digital”?"),
        ("cell=QQ~Digital", "v=1&ecosystem=Digital", "“QQ”"),
        ("colour=red&country=PT", "v=1&country=PT", "“colour=red”"),
        ("as=gdp", "", "“as=gdp”"),
        ("year=last", "", "“last”"),
        ("v=2&country=PT", "v=1&country=PT", "version “2”"),
    ],
)
def test_what_is_not_known_is_said(engine: Engine, query: str, kept: str, named: str) -> None:
    found = asked(engine, query)
    assert found.view.to_query() == kept
    assert len(found.strange) == 1
    assert named in found.strange[0]


@pytest.mark.parametrize(
    ("rows", "limit"),
    [
        ("", 0),
        ("100", 100),
        ("5000", 5000),
        ("5001", 5000),
        ("99999", 5000),
        ("100000", 0),
        ("-1", 0),
        ("1e3", 0),
        ("x", 0),
        ("0", 0),
        ("²", 0),
    ],
)
def test_how_many_rows(engine: Engine, rows: str, limit: int) -> None:
    assert asked(engine, f"rows={quote(rows)}").rows == limit


def test_what_to_look_for(engine: Engine) -> None:
    found = asked(engine, "find=caf%C3%A9+%26+co&country=PT")
    assert (found.find, found.strange) == ("café & co", ())
    assert found.view.where.get("country") == ("PT",)
    assert len(asked(engine, f"find={'a' * 10_000}").find) == 200


@settings(max_examples=150)
@given(st.text(max_size=400))
@example("cell=" + "~" * 5_000)
@example("&" * 10_000)
@example("=" * 10_000)
@example("country=" + "~".join(f"{n:05}" for n in range(1_600)))
@example("country=" + "%" * 10_000)
@example("from=٢٠١٨&to=²²²²")
@example("cell=\x00~\x00&find=%00&country=%FF%FE&year=0000")
@example("cell=%ED%A0%80~x")
@example("country=\ud800")
@example("cell=\ud800~")
def test_garbage_is_never_an_error(text: str) -> None:
    found = asked(KNOWN, text)
    assert isinstance(found, Asked)
    assert len(found.find) <= 200
    assert 0 <= found.rows <= 5000
    # What was kept is a link that is understood as a whole.
    again = asked(KNOWN, found.view.to_query())
    assert (again.view, again.strange) == (found.view, ())


PAIRS = st.tuples(
    st.sampled_from(["cell", "from", "to", "find", "rows", "id", "country", "ecosystem", "year"]),
    st.sampled_from(
        ["PT", "Digital", "PT~Digital", "~", "2018", "18", "", "QQ", "%26", "+", "9" * 9]
    )
    | st.text(max_size=20),
)


@settings(max_examples=150)
@given(st.lists(PAIRS, max_size=6))
def test_forms_with_anything_in_their_fields(pairs: list[tuple[str, str]]) -> None:
    found = asked(KNOWN, "&".join(f"{name}={value}" for name, value in pairs))
    assert View.from_query(found.view.to_query()) == (found.view, ())
    known = {code for _, codes in found.view.where.selected for code in codes}
    assert "QQ" not in known


def test_a_form_writes_a_span_in_its_own_way(engine: Engine) -> None:
    view = asked(engine, "v=1&year=2018%7E2026&cell=PT%7E").view
    assert (view.where.years, view.where.get("country")) == ((2018, 2026), ("PT",))


def test_a_link_holds_the_breakdowns_that_were_switched_to(engine: Engine) -> None:
    view = asked(engine, "v=1&by=timeline.series").view
    assert view.ways == (("timeline", "series"),)
    assert Selection(view).view == view
    assert View.from_query(view.to_query()) == (view, ())


@pytest.mark.parametrize(
    ("query", "kept", "named"),
    [
        ("v=1&by=timeline.series&country=PT", "v=1&country=PT&by=timeline.series", ()),
        ("by=timelime.series", "", ("“timelime”", "no such figure", "Did you mean “timeline”?")),
        ("by=timeline.colour", "", ("“Events held, announced and cancelled” by colour",)),
        ("by=meetings.country&country=PT", "v=1&country=PT", ("“Bilateral meetings” by country",)),
        ("by=funnel.programme", "", ("“Do meetings lead to agreements?” by programme",)),
        (
            "by=meetings.year&by=meetings.mode",
            "v=1&by=meetings.year",
            ("“by=meetings” more than once", "“mode”"),
        ),
        ("by=meetings.country&by=meetings.mode", "v=1&by=meetings.mode", ("by country",)),
        ("as=share&as=population", "v=1&as=share", ("“as” more than once", "“population”")),
        ("by=timeline", "", ("“by=timeline”", "not understood")),
    ],
)
def test_a_breakdown_that_no_figure_offers_is_said(
    engine: Engine, query: str, kept: str, named: tuple[str, ...]
) -> None:
    found = asked(engine, query)
    assert found.view.to_query() == kept
    assert len(found.strange) == (1 if named else 0)
    assert all(part in said for said in found.strange for part in named)


def test_of_many_strange_breakdowns_the_first_are_said(engine: Engine) -> None:
    found = asked(engine, "&".join(f"by=x{n}.y" for n in range(500)))
    assert (len(found.strange), found.view) == (6, View())
    assert "495 more parts" in found.strange[-1]


def test_a_board_of_ones_own_offers_its_breakdowns(engine: Engine) -> None:
    block = Block(
        "mine", "Mine", "bars", (Question("meetings", ("series",)),), ways=("series", "year")
    )
    own = Board("own", "Own", "?", block.asks[0], (block,))
    assert asked(engine, "by=mine.year", own).view.ways == (("mine", "year"),)
    assert asked(engine, "by=mine.year").view.ways == ()


YEARS = [f"{1000 + n}-{1000 + n}" for n in range(3_000)]


@pytest.mark.parametrize("between", ["~", "&with=year."])
def test_a_link_of_thousands_of_sides_is_read_to_its_bounds(engine: Engine, between: str) -> None:
    query = f"with=year.{between.join(YEARS)}"
    read = query[: query.rindex(between[0], 0, LONGEST)]
    found = asked(engine, query)
    assert found.view.beside.codes == tuple(YEARS[:20])
    assert found.strange == (
        "The link sets more than 20 side by side: "
        f"{len(read.removeprefix('with=year.').split(between)) - 20} were left out.",
        f"The link is too long: only its first {len(read):,} characters were read.",
    )
    again = asked(engine, f"with=year.{between.join(YEARS[:21])}")
    assert again.strange == ("The link sets more than 20 side by side: 1 was left out.",)
    assert asked(engine, f"with=year.{between.join(YEARS[:20])}").strange == ()


def test_a_link_of_thousands_of_codes_is_read_to_its_bounds(engine: Engine) -> None:
    codes = engine.labels.codes("organisation")
    kept = sorted(codes)[:100]
    assert _kept(engine, f"organisation={'~'.join(kept)}").count("~") == 99
    found = asked(engine, f"country=PT&organisation={'~'.join(sorted(codes))}")
    assert found.view.where.get("organisation") == tuple(kept)
    assert found.view.where.get("country") == ("PT",)
    asks, long = found.strange
    assert "too much of organisation: the first 100 are kept, " in asks
    assert long.startswith("The link is too long: only its first 8,1")
