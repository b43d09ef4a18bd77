"""How names are compared: without case, accents, punctuation and articles."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[^\w]+", re.UNICODE)


def folded(name: str) -> str:
    """Return a name as it is compared: ``"The Côte-d'Or & Co."`` becomes ``"cote d or and co"``."""
    plain = unicodedata.normalize("NFKD", name.replace("&", " and "))
    plain = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    words = [word for word in _NOT_WORD.split(plain.replace("_", " ")) if word]
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)
