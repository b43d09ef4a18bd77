"""Named fixes: corrections that the edition itself declares, with their evidence."""

import polars as pl

from clusterdash.editions.read import validated
from clusterdash.errors import DataError
from clusterdash.model import Source


def apply_fixes(
    tables: dict[str, pl.DataFrame], sources: dict[str, Source]
) -> dict[str, pl.DataFrame]:
    """Return the tables with the fixes of the edition applied.

    Raises:
        DataError: A fix names a table, row or column that is not there, or the value to mend is
            no longer the one that the fix was written for.
    """
    fixed = dict(tables)
    for fix in tables["fixes"].iter_rows(named=True):
        where = f"fixes.csv, fix {fix['fix_id']} for {fix['key']} in {fix['table']}"
        frame = fixed.get(fix["table"])
        if frame is None or fix["column"] not in frame.columns:
            raise DataError(f"{where}: there is no column {fix['column']} in {fix['table']}.csv.")
        key = sources[fix["table"]].key[0]
        here = pl.col(key) == fix["key"]
        found = frame.filter(here)
        if found.height != 1:
            raise DataError(
                f"{where}: expected one row with {key} {fix['key']}, found {found.height}."
            )
        was = found[fix["column"]][0]
        if _text(was) != _number(fix["was"], was):
            raise DataError(
                f"{where}: expected {fix['was']!r} in column {fix['column']}, found {was!r}. "
                "The row was mended since: delete the fix."
            )
        dtype = frame.schema[fix["column"]]
        mended = pl.Series([fix["becomes"]]).cast(dtype, strict=False)
        if mended[0] is None and fix["becomes"] is not None:
            raise DataError(f"{where}: {fix['becomes']!r} is no value for column {fix['column']}.")
        value = pl.when(here).then(pl.lit(mended[0], dtype)).otherwise(pl.col(fix["column"]))
        fixed[fix["table"]] = frame.with_columns(value.alias(fix["column"]))
    mended_tables = {fix["table"] for fix in tables["fixes"].iter_rows(named=True)}
    return fixed | {
        name: validated(f"{name}.csv, mended by fixes.csv,", sources[name], fixed[name])
        for name in mended_tables
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _number(text: str | None, like: object) -> str | None:
    """Return what a fix says a cell was, written like the cell: "7" is 7.0 among numbers."""
    if text is None or isinstance(like, str | None):
        return text
    try:
        return str(type(like)(float(text)))  # type: ignore[call-arg]
    except ValueError:
        return text
