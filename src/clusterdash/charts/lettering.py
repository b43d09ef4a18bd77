"""How much room text takes: figures are laid out before any browser has seen them.

Advances are those of Inter or of Liberation Sans, whichever is wider, so that text that fits here
fits on the page, whichever of the two is at hand.
"""

import unicodedata

_ADVANCES = {
    0.26: "ijl",
    0.28: "I",
    0.30: " !',.:;",
    0.34: "`t|",
    0.38: "()/[\\]fr",
    0.46: '{}-“”"^',
    0.54: "*s",
    0.56: "1?_kxz–",
    0.58: "7JLacvy",
    0.60: "5ehnou",
    0.62: "23689Fbdgpq",
    0.64: "0#Z",
    0.66: "4$T",
    0.68: "&+<=>BEKPSY~÷",
    0.70: "AVX",
    0.74: "CDR",
    0.76: "HNU",
    0.78: "GOQ",
    0.82: "w",
    0.88: "m",
    0.92: "M",
}
_EM = {letter: advance for advance, letters in _ADVANCES.items() for letter in letters}
_OTHER = 0.7  # Greek and Cyrillic on average, arrows and the like
_WIDE = 1.0
_BOLD = 1.06


def width(text: str, size: float = 13, *, bold: bool = False) -> float:
    """Return how wide a line of text is at most, in CSS pixels.

    Args:
        text: One line.
        size: Size of the letters in CSS pixels.
        bold: Whether it is set in bold.
    """
    plain = (c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    ems = sum(_WIDE if c in "%W@…►" else _EM.get(c, _OTHER) for c in plain)
    return ems * size * (_BOLD if bold else 1)


def wrapped(text: str, room: float, size: float = 13, *, bold: bool = False) -> tuple[str, ...]:
    """Return a text in lines that fit, broken between words, or inside a word that alone is wider.

    Args:
        text: What to set.
        room: Width of a line in CSS pixels.
        size: Size of the letters in CSS pixels.
        bold: Whether it is set in bold.
    """
    lines: list[str] = []
    for word in text.split():
        for piece in _pieces(word, room, size, bold):
            longer = f"{lines[-1]} {piece}" if lines else piece
            if lines and width(longer, size, bold=bold) <= room:
                lines[-1] = longer
            else:
                lines.append(piece)
    return tuple(lines)


def _pieces(word: str, room: float, size: float, bold: bool) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, size, bold=bold) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces
