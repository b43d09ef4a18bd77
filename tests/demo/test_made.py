"""The folder: the same seed makes the same bytes, larger scales more of the same."""

import hashlib
import json
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from clusterdash.cli import app
from clusterdash.demo import edition, write
from clusterdash.demo.stream import LIMIT
from clusterdash.demo.streams import streams
from clusterdash.demo.twin import COPIED
from clusterdash.demo.world import world
from clusterdash.editions import open_edition
from clusterdash.errors import DataError
from clusterdash.model import Edition
from clusterdash.registry import Registry

GROWING = ("registrations", "meetings", "awards", "enrolments")


def _digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_seed_makes_the_same_bytes(
    published: Edition, registry: Registry, tmp_path: Path
) -> None:
    for name, seed in (("one", 3), ("two", 3), ("other", 4)):
        write(published, registry, tmp_path / name, seed=seed)
    one, two = _digests(tmp_path / "one"), _digests(tmp_path / "two")
    other = _digests(tmp_path / "other")
    assert one == two
    assert set(one) == set(other)
    differing = {name for name in one if one[name] != other[name]}
    assert {f"records/{name}.parquet" for name in GROWING} <= differing
    assert {"organisations.csv", "sources.csv"} <= differing


def test_three_times_the_rows_at_scale_three(
    records: dict[str, pl.DataFrame], threefold: dict[str, pl.DataFrame]
) -> None:
    more = threefold
    for name, frame in records.items():
        assert more[name].height == frame.height * (3 if name in GROWING else 1)
    persons = more["registrations"]["participant_key"].n_unique()
    assert 2.9 < persons / records["registrations"]["participant_key"].n_unique() < 3.1


def test_no_frame_is_large_however_many_rows_there_are(published: Edition) -> None:
    for stream in streams(world(published, scale=2000)):
        frames = stream.frames()
        first = [frame.height for frame, _ in zip(frames, range(3), strict=False)]
        assert max(first) <= LIMIT
        if stream.name in GROWING:
            assert stream.rows > 30 * LIMIT
            assert min(first) > LIMIT / 2  # few row groups


def test_the_frames_of_a_stream_are_its_rows(published: Edition) -> None:
    for stream in streams(world(published, scale=15)):
        sizes = [frame.height for frame in stream.frames()]
        assert sum(sizes) == stream.rows
        assert max(sizes) <= LIMIT


def test_in_memory_it_is_the_same(
    published: Edition, registry: Registry, records: dict[str, pl.DataFrame]
) -> None:
    made, rows = edition(published, registry)
    assert made.synthetic
    assert made.title == "Synthetic demonstration"
    assert made.recorded == {name: frame.height for name, frame in records.items()}
    assert all(rows[name].equals(frame) for name, frame in records.items())
    assert all(made.holdings[name].completeness == "complete" for name in records)
    assert made.tables["sessions"].equals(records["sessions"])


def test_the_command_writes_an_edition_that_opens(registry: Registry, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["demo", "--out", str(tmp_path / "demo")])
    assert done.exit_code == 0, done.output
    made = open_edition(tmp_path / "demo", registry.sources, registry.records)
    assert made.synthetic
    assert made.date == "2026-11-22"
    assert set(made.recorded) == {record.name for record in registry.records}
    holding = made.holdings["awards"]
    assert (holding.completeness, holding.until) == ("complete", made.date)
    assert holding.source_id in set(made.tables["sources"]["source_id"])
    described = json.loads((tmp_path / "demo" / "datapackage.json").read_text(encoding="utf-8"))
    resources = {r["path"]: r for r in described["resources"]}
    assert described["clusterdash:synthetic"] is True
    real = {path for path, r in resources.items() if "clusterdash:synthetic" not in r}
    copied = (*COPIED, "sources")
    assert real == {f"{name}.csv" for name in copied} | {"europe_countries.geojson"}
    for name, rows in made.recorded.items():
        assert resources[f"records/{name}.parquet"]["clusterdash:rows"] == rows


def test_a_folder_that_holds_something_is_refused(
    published: Edition, registry: Registry, tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text("dear reader")
    with pytest.raises(DataError, match="not empty"):
        write(published, registry, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(("scale", "seed"), [(0, 1), (-2, 1), (1, -1)])
def test_impossible_scales_and_seeds_are_refused(
    scale: int, seed: int, published: Edition, registry: Registry, tmp_path: Path
) -> None:
    with pytest.raises(DataError, match="must be"):
        write(published, registry, tmp_path / "demo", scale=scale, seed=seed)
    assert not (tmp_path / "demo").exists()


def test_the_command_says_what_is_wrong(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["demo", "--out", str(tmp_path / "demo"), "--scale", "0"])
    assert isinstance(done.exception, DataError)
    assert str(done.exception) == "The scale is 0: it must be 1 or more."
