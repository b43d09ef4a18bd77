"""Reading one table: every refusal names the file, the row and what was expected."""

import csv
from itertools import islice
from pathlib import Path

import polars as pl
import polars.selectors as cs

from clusterdash.errors import DataError
from clusterdash.model import Source

_SHOWN = 5
_KINDS: dict[type[pl.DataType], str] = {pl.Float64: "a number", pl.Int64: "a whole number"}


def read_table(path: Path, source: Source) -> pl.DataFrame:
    """Read a CSV file under its contract.

    Args:
        path: The file.
        source: Its contract.

    Returns:
        One row a data row; blanks null, numbers numbers, everything else text.

    Raises:
        DataError: The file is missing, broken, or a row breaks the contract.
    """
    header, rows = _rows(path)
    expected = list(source.schema.columns())
    if header != expected:
        missing = [c for c in expected if c not in header]
        extra = [c for c in header if c not in expected]
        raise DataError(
            f"{path.name}: expected the columns {', '.join(expected)}"
            + (f"; missing: {', '.join(missing)}" if missing else "")
            + (f"; unknown: {', '.join(extra)}" if extra else "")
            + ("; their order differs" if not missing and not extra else "")
            + "."
        )
    raw = pl.DataFrame(rows, schema=dict.fromkeys(header, pl.String), orient="row")
    raw = raw.with_columns(pl.all().replace("", None))
    return validated(path.name, source, _typed(path.name, source, raw))


def _rows(path: Path) -> tuple[list[str], list[list[str]]]:
    if not path.is_file():
        raise DataError(f"{path.name} is missing from {path.parent}: restore it.")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader, [])
            rows: list[list[str]] = []
            for row in reader:
                if len(row) != len(header):
                    raise DataError(
                        f"{path.name}, line {reader.line_num}: expected {len(header)} fields, "
                        f"found {len(row)}. A comma inside a text needs quotation marks around it."
                    )
                rows.append(row)
    except UnicodeDecodeError as error:
        raise DataError(
            f"{path.name}, byte {error.start}: not UTF-8. Save the file as UTF-8."
        ) from error
    except csv.Error as error:
        raise DataError(f"{path.name}, near line {reader.line_num}: {error}.") from error
    return header, rows


def _typed(name: str, source: Source, raw: pl.DataFrame) -> pl.DataFrame:
    for column, contract in source.schema.columns().items():
        dtype = contract.dtype
        if dtype == pl.String:
            continue
        typed = raw[column].cast(dtype, strict=False)
        broken = (typed.is_null() & raw[column].is_not_null()).arg_true()
        if len(broken):
            row = int(broken[0])
            wanted = (
                f"one of {', '.join(dtype.categories)}"
                if isinstance(dtype, pl.Enum)
                else _KINDS.get(type(dtype), str(dtype))
            )
            raise DataError(
                f"{name}, row {row + 2} ({_named(source, raw.row(row, named=True))}), "
                f"column {column}: expected {wanted}, found {raw[column][row]!r}."
            )
        raw = raw.with_columns(typed)
    return raw


def validated(name: str, source: Source, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of a table if all of them hold every rule of its contract.

    Raises:
        DataError: A row breaks a rule.
    """
    good, failure = source.schema.filter(frame, cast=True)
    if not failure.counts():
        return good.with_columns(cs.enum().cast(pl.String))
    bad = failure.details()
    rules = list(failure.counts())
    keys = list(bad.iter_rows(named=True))
    lines = [
        f"  {_place(frame, row, source)} breaks "
        + ", ".join(_said(rule) for rule in rules if row.get(rule) == "invalid")
        for row in islice(keys, _SHOWN)
    ]
    more = f"\n  and {len(keys) - _SHOWN} more rows" if len(keys) > _SHOWN else ""
    raise DataError(f"{name} breaks its contract:\n" + "\n".join(lines) + more)


def _place(frame: pl.DataFrame, row: dict[str, object], source: Source) -> str:
    same = pl.all_horizontal(pl.col(c).eq_missing(pl.lit(row[c])) for c in frame.columns)
    index = frame.select(same.arg_true().first()).item()
    return f"row {index + 2} ({_named(source, row)})"


def _named(source: Source, row: dict[str, object]) -> str:
    return ", ".join(str(row[column]) for column in source.key)


def _said(rule: str) -> str:
    column, _, check = rule.partition("|")
    return f"the rule {check} of column {column}" if check else f"the rule {column}"


def check_links(tables: dict[str, pl.DataFrame], sources: tuple[Source, ...]) -> None:
    """Check that values stand where the contracts say they must.

    Raises:
        DataError: A row names something that another table does not hold.
    """
    for source in sources:
        for link in source.links:
            if link.table not in tables:
                continue
            frame = tables[source.name].with_row_index("row")
            if link.when:
                frame = frame.filter(pl.col(link.when[0]) == link.when[1])
            values = pl.col(link.column)
            if link.separator:
                frame = frame.with_columns(values.str.split(link.separator)).explode(
                    link.column, empty_as_null=True
                )
            known = [*tables[link.table][link.target], *link.allowed]
            lost = frame.filter(values.is_not_null() & ~values.is_in(known))
            if lost.height:
                row = lost.row(0, named=True)
                raise DataError(
                    f"{source.name}.csv, row {row['row'] + 2} ({_named(source, row)}), column "
                    f"{link.column}: {row[link.column]!r} does not stand in the column "
                    f"{link.target} of {link.table}.csv. Add it there or mend it here."
                )
