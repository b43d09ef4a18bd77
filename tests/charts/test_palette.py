"""Every pair of colours that is read together can be told apart, in every theme."""

from itertools import combinations, pairwise

import pytest

from clusterdash.charts.palette import (
    PALETTE,
    RAMP,
    THEMES,
    Role,
    Theme,
    colour,
    ramp_text,
    variables,
)

TEXT, MARK = 4.5, 3.0  # WCAG 2.2, success criteria 1.4.3 and 1.4.11
LIGHTER = 5.0  # L* between neighbours that are told apart by lightness alone
STEP = 6.0  # CIE76; about two and a half just noticeable differences
APART = 20.0

# Text and the grounds that it stands on, as the style sheet and the figures have them.
READ: list[tuple[Role, Role]] = [
    *((text, ground) for text in ("ink", "ink-2") for ground in ("card", "page")),
    ("ink", "chosen"),
    ("note", "card"),
    ("note", "page"),
    ("note", "chosen"),
    ("primary", "card"),
    ("primary", "page"),
    ("selected", "card"),  # the label of what is chosen in a figure
    ("card", "ink"),  # the notice of a lost connection
    ("card", "note"),  # the mark of made-up data
    ("card", "primary"),  # the pressed half of a switch
    ("ink", "land"),  # a tile without a figure
]
MARKS: list[tuple[Role, Role]] = [
    (mark, ground) for mark in ("primary", "selected", "third") for ground in ("card", "page")
]

# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
BLIND = {
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
Triple = tuple[float, float, float]

every_theme = pytest.mark.parametrize("theme", THEMES)


def _linear(text: str) -> Triple:
    parts = (int(text[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return red, green, blue


def _luminance(light: Triple) -> float:
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted(_luminance(_linear(text)) for text in (one, other))
    return (high + 0.05) / (low + 0.05)


def _lab(light: Triple) -> Triple:
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    x, y, z = (
        sum(a * b for a, b in zip(row, light, strict=True)) / w
        for row, w in zip(rows, white, strict=True)
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _seen(text: str, sight: str) -> Triple:
    light = _linear(text)
    if sight not in BLIND:
        return light
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, light, strict=True))))
        for row in BLIND[sight]
    )
    return red, green, blue


def distance(one: str, other: str, sight: str = "all colours") -> float:
    pairs = zip(_lab(_seen(one, sight)), _lab(_seen(other, sight)), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def test_the_measures_by_known_values() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert distance("#000000", "#ffffff") == pytest.approx(100, abs=0.1)
    assert distance("#ff0000", "#00ff00") > 2 * distance("#ff0000", "#00ff00", "protanopia")


@every_theme
@pytest.mark.parametrize(("text", "ground"), READ)
def test_text_can_be_read(theme: Theme, text: Role, ground: Role) -> None:
    assert contrast(colour(text, theme), colour(ground, theme)) >= TEXT


@every_theme
@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_marks_can_be_seen(theme: Theme, mark: Role, ground: Role) -> None:
    assert contrast(colour(mark, theme), colour(ground, theme)) >= MARK


@every_theme
@pytest.mark.parametrize("role", RAMP)
def test_numbers_on_the_ramp_can_be_read(theme: Theme, role: Role) -> None:
    assert contrast(colour(ramp_text(role), theme), colour(role, theme)) >= TEXT


@every_theme
def test_the_ramp_runs_one_way(theme: Theme) -> None:
    light = [_luminance(_linear(colour(role, theme))) for role in RAMP]
    assert light == sorted(light, reverse=theme != "dark")


@every_theme
@pytest.mark.parametrize("sight", ["all colours", *BLIND])
@pytest.mark.parametrize(("lower", "higher"), list(pairwise(RAMP)))
def test_neighbours_on_the_ramp_differ(theme: Theme, sight: str, lower: Role, higher: Role) -> None:
    assert distance(colour(lower, theme), colour(higher, theme), sight) >= STEP


@every_theme
@pytest.mark.parametrize("sight", ["all colours", *BLIND])
def test_classes_differ_in_lightness_whatever_hue_is_seen(theme: Theme, sight: str) -> None:
    seen = [_lab(_seen(colour(role, theme), sight))[0] for role in RAMP]
    steps = [after - before for before, after in pairwise(seen)]
    rising = theme == "dark"
    assert all((step > 0) is rising and abs(step) >= LIGHTER for step in steps), steps


@every_theme
@pytest.mark.parametrize("sight", ["all colours", *BLIND])
@pytest.mark.parametrize(("one", "other"), list(combinations(("primary", "selected", "third"), 2)))
def test_marks_differ_for_every_sight(theme: Theme, sight: str, one: Role, other: Role) -> None:
    assert distance(colour(one, theme), colour(other, theme), sight) >= APART


@every_theme
def test_hatching_shows_on_land_and_land_is_no_low_figure(theme: Theme) -> None:
    assert contrast(colour("hatch", theme), colour("land", theme)) >= MARK


@every_theme
def test_every_role_is_a_variable(theme: Theme) -> None:
    declared = dict(part.strip().split(": ") for part in variables(theme).split(";") if part)
    assert declared == {f"--{role}": colour(role, theme) for role in PALETTE}
