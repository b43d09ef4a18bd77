"""Rows of tables know what of them a reader can select."""

from clusterdash.engine import Engine
from clusterdash.model import Question, Where
from clusterdash.names import NOT_STATED
from clusterdash.publish import table
from clusterdash.publish.table import pick


def test_each_row_knows_its_country(engine: Engine) -> None:
    result = engine.evaluate(Question("organisations", ("country",)))
    made = table(result, engine.labels)
    assert len(made.picks) == len(made.body)
    by_name = {row[made.picked]: found for row, found in zip(made.body, made.picks, strict=True)}
    assert by_name["Portugal"] == ("country", "PT")
    assert by_name["Kosovo*"] == ("country", "XK")


def test_what_is_not_stated_cannot_be_selected(engine: Engine) -> None:
    result = engine.evaluate(Question("organisations", ("ecosystem",)))
    made = table(result, engine.labels)
    by_name = {row[made.picked]: found for row, found in zip(made.body, made.picks, strict=True)}
    assert by_name["Digital"] == ("ecosystem", "Digital")
    assert by_name[NOT_STATED] == ("", "")
    assert pick("country", "all") == pick("country", None) == ("", "")


def test_numbers_by_event_select_nothing(engine: Engine) -> None:
    result = engine.evaluate(Question("meetings", ("event",), Where()))
    made = table(result, engine.labels)
    assert (made.picks, made.picked) == ((), -1)
