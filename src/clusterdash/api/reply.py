"""What goes back to whoever asked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a request.

    Attributes:
        status: HTTP status.
        mime: Media type.
        content: Its bytes.
        name: What it is called when it is saved, or "" for what is read where it stands.
    """

    status: int
    mime: str
    content: bytes
    name: str = ""


def said(body: Mapping[str, Any], status: int = 200, mime: str = JSON) -> Reply:
    """Return plain values as a reply in JSON."""
    text = json.dumps(body, ensure_ascii=False, allow_nan=False, indent=1)
    # A lone surrogate, as a broken address may hold, has no place in UTF-8.
    return Reply(status, mime, text.encode(errors="replace"))
