"""Citations as CSL-JSON, which Zotero, Mendeley, Pandoc and citeproc read."""

import json
from typing import Any

from clusterdash.language import say
from clusterdash.model import Origin, Result
from clusterdash.publish.address import address
from clusterdash.publish.cells import title
from clusterdash.publish.citation import cited, edition_date
from clusterdash.publish.synthetic import SYNTHETIC, marked


def csl(result: Result, site: str = "") -> str:
    """Return how to cite a Result as CSL-JSON: each publication behind it, then the edition.

    Args:
        result: The Result.
        site: Address of the start page of the site that answered, where it is known.
    """
    return json.dumps(items(result, site), ensure_ascii=False, indent=1)


def items(result: Result, site: str = "") -> list[dict[str, Any]]:
    """Return the items of a Result in the order of the plain citation."""
    return [*(_publication(origin, result) for origin in cited(result)), _edition(result, site)]


def _publication(origin: Origin, result: Result) -> dict[str, Any]:
    via = say("via clusterdash, {edition}", edition=result.edition)
    return _filled(
        {
            "id": origin.source_id,
            "type": "webpage" if origin.url else "document",
            "title": origin.title,
            "author": [{"literal": origin.publisher}] if origin.publisher else [],
            "issued": _issued(origin.published),
            "URL": origin.url,
            "note": f"{via}. {say(SYNTHETIC)}" if result.synthetic else via,
        }
    )


def _edition(result: Result, site: str) -> dict[str, Any]:
    """Return the edition with the metric that was asked of it, as a dataset."""
    metric = say("metric “{metric}”", metric=result.metric.key)
    return _filled(
        {
            "id": f"clusterdash-{result.metric.key}",
            "type": "dataset",
            "title": marked(title(result), synthetic=result.synthetic),
            "author": [{"literal": "clusterdash"}],
            "issued": _issued(edition_date(result)),
            "version": result.edition,
            "URL": address(result.question, site) if site else "",
            "note": ". ".join(filter(None, [metric, result.credit])),
        }
    )


def _issued(date: str) -> dict[str, Any]:
    """Return a date "2018", "2018-03" or "2018-03-20" in parts; any other as it is written."""
    parts = date.split("-")
    if not date:
        return {}
    if not all(part.isdecimal() for part in parts) or len(parts) > 3:
        return {"literal": date}
    return {"date-parts": [[int(part) for part in parts]]}


def _filled(item: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if value}
