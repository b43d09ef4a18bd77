"""The command line."""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from clusterdash.errors import ClusterdashError, QuestionError, UnknownNameError

app = typer.Typer(
    help="Published figures on EU cluster policy, asked and answered with their sources.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class Format(StrEnum):
    """Forms of an answer."""

    table = "table"
    csv = "csv"
    json = "json"


class Way(StrEnum):
    """Ways to state a count."""

    population = "population"
    share = "share"


Names = Annotated[list[str] | None, typer.Option(help="May be given several times.")]
Folder = Annotated[Path | None, typer.Option(help="Folder of another edition.")]
Named = Annotated[
    str, typer.Option("--edition", help="demo for the demonstration, or the folder of another.")
]


@app.command()
def ask(  # noqa: PLR0917 - the command line names every option
    metric: Annotated[str, typer.Argument(help="Name of a metric; see `clusterdash metrics`.")],
    by: Annotated[
        list[str] | None, typer.Option(help="Dimensions, joined by commas, or several times.")
    ] = None,
    country: Names = None,
    ecosystem: Names = None,
    programme: Names = None,
    series: Names = None,
    event: Names = None,
    partnership: Names = None,
    year: Annotated[str | None, typer.Option(help="2018, or 2016-2018.")] = None,
    where: Annotated[
        list[str] | None, typer.Option(help="Any other dimension: mode=online, status=target ...")
    ] = None,
    normalise: Annotated[Way | None, typer.Option(help="Another way to state a count.")] = None,
    format: Annotated[Format, typer.Option(help="Form of the answer.")] = Format.table,
    edition: Named = "",
) -> None:
    """Answer a question, with sentence, table, coverage, caveats, rivals and sources."""
    from clusterdash.ask import metric as named

    selected: dict[str, list[str]] = {}
    options = {
        "country": country,
        "ecosystem": ecosystem,
        "programme": programme,
        "series": series,
        "event": event,
        "partnership": partnership,
    }
    for key, names in options.items():
        if names:
            selected.setdefault(key, []).extend(names)
    for pair in where or []:
        key, _, value = pair.partition("=")
        if not value:
            raise QuestionError(f"--where {pair!r}: write it as dimension=value.")
        if key == "year":
            raise QuestionError(f"--where {pair!r}: write --year {value} for years.")
        selected.setdefault(key.replace("-", "_"), []).append(value)
    question = named(metric, edition).where(year=_years(year), **selected)
    if by is not None:
        keys = [key for text in by for key in text.split(",") if key.strip()]
        question = question.by(*keys)
    if normalise:
        question = question.normalise(normalise.value)
    answer = {"csv": question.csv, "json": question.json, "table": question.__str__}[format]()
    typer.echo(answer.removesuffix("\n"))


def _years(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    pieces = text.replace("–", "-").split("-")
    if not 1 <= len(pieces) <= 2 or not all(p.isdecimal() and len(p) == 4 for p in pieces):
        raise QuestionError(f"--year {text!r}: write one year (2018) or two (2016-2018).")
    return int(pieces[0]), int(pieces[-1])


@app.command()
def metrics(
    search: Annotated[str, typer.Argument(help="Show only metrics with this word.")] = "",
    edition: Named = "",
) -> None:
    """List the metrics, by theme, with their dimensions."""
    from clusterdash.opened import engine_called

    registry = engine_called(edition).registry
    shown = 0
    for theme in registry.themes:
        found = [
            m
            for m in registry.metrics
            if m.theme == theme.key
            and search.lower() in f"{m.key} {m.label} {m.definition}".lower()
        ]
        if found:
            typer.echo(f"\n{theme.title}: {theme.question}")
        for m in found:
            typer.echo(f"  {m.key}: {m.label} [{m.unit}]")
            typer.echo(f"      by {', '.join(m.dims)}")
        shown += len(found)
    if not shown:
        typer.echo(f"No metric speaks of {search!r}. Countries, events and programmes are filters.")


@app.command()
def values(
    dimension: Annotated[str, typer.Argument(help="programme, series, kind, event ...")],
    edition: Named = "",
) -> None:
    """List what the values of a dimension are called."""
    from clusterdash.ask import values as named

    for name in named(dimension, edition):
        typer.echo(name)


@app.command()
def sources(
    name: Annotated[str, typer.Argument(help="A figure (f0319), source, organisation, event ...")],
    edition: Named = "",
) -> None:
    """Say where a figure, a row or a publication comes from."""
    from clusterdash.ask import source

    typer.echo(source(name, edition))


@app.command()
def check(edition: Folder = None) -> None:
    """Verify an edition and report on its rows, years, countries, completeness and rules."""
    from clusterdash.check import check as report
    from clusterdash.editions import published_folder
    from clusterdash.registry import default_registry

    for line in report(edition or published_folder(), default_registry()):
        typer.echo(line)


@app.command()
def lock(edition: Folder = None) -> None:
    """Check the rows of an edition, then write its lock, descriptor and catalogue."""
    from clusterdash.editions import lock_edition, open_edition, published_folder
    from clusterdash.engine import Engine
    from clusterdash.publish import catalogue as written
    from clusterdash.registry import default_registry

    folder, registry = edition or published_folder(), default_registry()
    for name, rows in lock_edition(folder, registry.sources, registry.records).items():
        typer.echo(f"{name}: {rows} rows")
    engine = Engine(open_edition(folder, registry.sources, registry.records), registry)
    (folder / "catalogue.md").write_text(written(engine), encoding="utf-8")
    typer.echo(f"Locked: {engine.edition.label}. Now run `clusterdash check` and the tests.")


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="Folder for the edition; must not hold anything.")],
    scale: Annotated[int, typer.Option(help="1 is about as much as is published.")] = 1,
    seed: Annotated[int, typer.Option(help="The same seed makes the same edition.")] = 1,
) -> None:
    """Write a demonstration edition with made-up records, and lock it."""
    from rich.console import Console
    from rich.progress import Progress, TaskID

    from clusterdash.demo import write
    from clusterdash.editions import lock_edition, open_edition, published_folder
    from clusterdash.registry import default_registry

    registry = default_registry()
    published = open_edition(published_folder(), registry.sources)
    tasks: dict[str, TaskID] = {}
    with Progress(console=Console(stderr=True)) as bar:

        def show(name: str, done: int, rows: int) -> None:
            if name not in tasks:
                tasks[name] = bar.add_task(name, total=rows)
            bar.update(tasks[name], completed=done)

        write(published, registry, out, scale=scale, seed=seed, progress=show)
        task = bar.add_task("reducing and locking", total=None)
        for name, rows in lock_edition(out, registry.sources, registry.records).items():
            typer.echo(f"{name}: {rows} rows")
        bar.update(task, total=1, completed=1)
    typer.echo(f"Made {out}: `clusterdash check --edition {out}` reports on it.")


@app.command()
def catalogue(edition: Named = "") -> None:
    """Print the catalogue of all metrics as Markdown."""
    from clusterdash.opened import engine_called
    from clusterdash.publish import catalogue as written

    typer.echo(written(engine_called(edition)), nl=False)


@app.command()
def serve(
    *,
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 5006,
    address: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    origin: Annotated[
        list[str] | None,
        typer.Option(help="host[:port] that readers have in their address bar; may be repeated."),
    ] = None,
    password_file: Annotated[
        Path | None, typer.Option(help="Names and passwords of readers, as JSON.")
    ] = None,
    oauth: Annotated[str, typer.Option(help="Provider that readers sign in with.")] = "",
    public: Annotated[
        bool, typer.Option("--public", help="Everyone who can connect may read.")
    ] = False,
    framed_by: Annotated[
        list[str] | None,
        typer.Option(
            help="host[:port] whose pages may hold these, and single cards, in a frame; may be "
            "repeated. Unless told, any page may hold a single card where nobody signs in; name "
            "this server's own host to allow no other."
        ),
    ] = None,
    contact: Annotated[str, typer.Option(help="E-mail address for reports of wrong figures.")] = "",
    edition: Named = "",
    language: Annotated[str, typer.Option(help="Language of the pages, as in pt_PT.")] = "en",
) -> None:
    """Serve the dashboards, on this machine alone unless told otherwise."""
    from clusterdash.language import PSEUDO, SOURCE, languages, speaking
    from clusterdash.opened import DEMO
    from clusterdash.serve import decide
    from clusterdash.serve import serve as start

    access = decide(
        os.environ,
        address=address,
        port=port,
        origins=origin or (),
        password_file=password_file,
        oauth=oauth,
        public=public,
    )
    known = {SOURCE, PSEUDO, *languages()}
    if language not in known:
        raise UnknownNameError("language", language, tuple(sorted(known)))
    with speaking(language):
        folder = Path(edition) if edition not in {"", DEMO} else None
        start(access, contact, folder, DEMO if edition == DEMO else "", framed_by or ())


def main() -> None:
    """Run the command line; an error that a person can mend is one message and exit code 2."""
    try:
        app(standalone_mode=True)
    except ClusterdashError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
