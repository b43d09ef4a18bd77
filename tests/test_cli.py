"""The command line, in a process of its own or in this one."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from typer.testing import CliRunner

from clusterdash.cli import app, main
from clusterdash.editions import published_folder

RUNNER = CliRunner()
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command as the shell would: exit code, output, errors."""

    def start(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["clusterdash", *words])
        with pytest.raises(SystemExit) as done:
            main()
        out, err = capsys.readouterr()
        return int(done.value.code or 0), out, err

    return start


def test_ask_in_three_forms(run: Run) -> None:
    asked = ("ask", "organisations", "--by", "country", "--country", "Portugal")
    code, text, _ = run(*asked)
    assert code == 0
    assert text.startswith("27 cluster organisations listed in the ECCP registry: Portugal, 17th")
    _, text, _ = run(*asked, "--format", "csv")
    assert [row["value"] for row in csv.DictReader(io.StringIO(text))] == ["27.0"]
    _, text, _ = run(*asked, "--format", "json")
    assert json.loads(text)["rows"][0]["country_label"] == "Portugal"


def test_csv_ends_with_one_line_break(run: Run) -> None:
    text = run("ask", "organisations", "--country", "PT", "--format", "csv")[1]
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("by", [["--by", "programme,kind"], ["--by", "programme", "--by", "kind"]])
def test_dimensions_by_comma_or_one_by_one(run: Run, by: list[str]) -> None:
    said = json.loads(run("ask", "partnerships", *by, "--format", "json")[1])
    assert said["question"]["by"] == ["programme", "kind"]


def test_spaces_after_commas_are_allowed(run: Run) -> None:
    said = json.loads(run("ask", "partnerships", "--by", "programme, kind", "--format", "json")[1])
    assert said["question"]["by"] == ["programme", "kind"]


@pytest.mark.parametrize("year", ["2016-2018", "2016–2018"])
def test_filters(run: Run, year: str) -> None:
    said = json.loads(
        run(
            "ask", "events", "--year", year, "--where", "mode=in person",
            "--where", "host-country=Belgium", "--format", "json",
        )[1]
    )  # fmt: skip
    assert said["question"]["where"] == {"host_country": ["BE"], "mode": ["physical"]}
    assert said["question"]["years"] == [2016, 2018]


def test_an_impossible_dimension_is_an_answer(run: Run) -> None:
    code, text, _ = run("ask", "meetings", "--by", "country")
    assert code == 0
    assert text.startswith("Bilateral meetings: not published by country.")
    assert "Nearest questions with an answer:" in text


def test_every_neighbour_that_is_offered_can_be_asked(run: Run) -> None:
    import shlex

    text = run("ask", "smes_supported", "--country", "France", "--year", "2019")[1]
    lines = [line for line in text.splitlines() if line.startswith("  clusterdash ask")]
    assert lines
    for line in lines:
        assert run(*shlex.split(line)[1:])[0] == 0


REFUSED = [
    (("ask", "meeting"), "Did you mean 'meetings'"),
    (("ask", "meetings", "--country", "Portugaal"), "Did you mean 'Portugal'"),
    (("ask", "meetings", "--ecosystem", "Helth"), "Did you mean 'Health'"),
    (("ask", "meetings", "--by", "contry"), "Did you mean 'country'"),
    (("ask", "meetings", "--year", "18"), "write one year (2018) or two (2016-2018)"),
    (("ask", "meetings", "--year", "2016-17"), "write one year"),
    (("ask", "meetings", "--year", "2018-2016"), "2018 to 2016 run backwards"),
    (("ask", "meetings", "--where", "mode"), "write it as dimension=value"),
    (("ask", "meetings", "--where", "year=2018"), "write --year 2018"),
    (("ask", "meetings", "--where", "modus=online"), "Unknown dimension 'modus'"),
    (("ask", "meetings", "--where", "mode=on-lin"), "Did you mean 'online'"),
    (("ask", "meetings", "--normalise", "share"), "meetings cannot be stated by share"),
    (("ask", "organisations", "--normalise", "gdp"), "population"),
    (("ask", "organisations", "--format", "xlsx"), "csv"),
    (("sources", "f9998"), "Unknown figure, row or source 'f9998'"),
    (("check", "--edition", "/nowhere"), "There is no edition at /nowhere"),
    (("no-such-command",), "No such command"),
]


@pytest.mark.parametrize(("words", "said"), REFUSED, ids=[" ".join(r[0]) for r in REFUSED])
def test_a_refusal_is_one_message_and_exit_code_2(
    run: Run, words: tuple[str, ...], said: str
) -> None:
    code, out, err = run(*words)
    assert code == 2
    assert said in err
    assert "Traceback" not in err
    assert not out


def test_metrics(run: Run) -> None:
    text = run("metrics")[1]
    assert "organisations: cluster organisations listed in the ECCP registry [count]" in text
    assert "What came of matchmaking?" in text
    found = run("metrics", "AGREEMENT")[1]
    assert "agreement_rate" in found
    assert "organisations: " not in found


def test_sources(run: Run) -> None:
    assert run("sources", "f0319")[1].startswith("f0319: over 525 meetings (outcome, whole)")


def test_check(run: Run) -> None:
    code, text, _ = run("check")
    assert code == 0
    assert "every file has the hash that lock.json promises" in text


def test_catalogue(run: Run) -> None:
    kept = (published_folder() / "catalogue.md").read_text(encoding="utf-8")
    assert run("catalogue")[1] == kept


def test_no_command_shows_help() -> None:
    shown = RUNNER.invoke(app, [])
    assert "Published figures on EU cluster policy" in shown.output
    commands = {"ask", "metrics", "sources", "check", "lock", "catalogue", "serve"}
    assert all(f"  {name} " in shown.output for name in commands)


def test_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "clusterdash.cli", "ask", "meetingz"],
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("Unknown metric 'meetingz'. Did you mean 'meetings'")
