"""Named fixes: corrections that the edition itself declares, with their evidence."""

import polars as pl

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
        if (None if was is None else str(was)) != fix["was"]:
            raise DataError(
                f"{where}: expected {fix['was']!r} in column {fix['column']}, found {was!r}. "
                "The row was mended since: delete the fix."
            )
        mended = pl.lit(fix["becomes"]).cast(frame.schema[fix["column"]])
        fixed[fix["table"]] = frame.with_columns(
            pl.when(here).then(mended).otherwise(pl.col(fix["column"])).alias(fix["column"])
        )
    return fixed
