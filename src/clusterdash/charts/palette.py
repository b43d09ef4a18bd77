"""The colours of figures and pages, by role: one table, three themes.

A role is what a colour means ("selected"), never what it looks like. Pages read the roles as CSS
variables of the same name; figures name them in the tags of their models.
"""

from typing import Final, Literal

Theme = Literal["light", "dark", "contrast"]
Role = Literal[
    "ink",
    "ink-2",
    "line",
    "page",
    "card",
    "primary",
    "selected",
    "third",
    "note",
    "chosen",
    "land",
    "hatch",
    "ramp-0",
    "ramp-1",
    "ramp-2",
    "ramp-3",
    "ramp-4",
    "ramp-5",
    "ramp-6",
]

PALETTE: Final[dict[Role, tuple[str, str, str]]] = {
    # role: (light, dark, contrast)
    "ink": ("#0b1b33", "#e9eef7", "#000000"),
    "ink-2": ("#4a5a73", "#b3c0d4", "#1a1a1a"),
    "line": ("#d8dfe9", "#33435c", "#000000"),
    "page": ("#f4f6fa", "#0d1524", "#ffffff"),
    "card": ("#ffffff", "#152034", "#ffffff"),
    "primary": ("#1d4f9e", "#7fb0f2", "#00309c"),
    "selected": ("#a85400", "#f0a35a", "#8a3300"),
    "third": ("#358a72", "#2f8f6f", "#005f3f"),
    "note": ("#8a4500", "#f0b173", "#5c2600"),  # text that qualifies a figure
    "chosen": ("#fdf3e7", "#3a2a17", "#fff2d9"),  # ground behind what is selected
    "land": ("#e6eaf0", "#22304a", "#d9d9d9"),  # no figure for this country
    "hatch": ("#6b7a92", "#8fa0ba", "#000000"),
    # Lightest to strongest in every theme: on dark ground the strongest is the brightest.
    "ramp-0": ("#f3f6fb", "#1b2940", "#ffffff"),
    "ramp-1": ("#d6e3f5", "#21395f", "#d6e3f5"),
    "ramp-2": ("#a9c5ea", "#29508a", "#a9c5ea"),
    "ramp-3": ("#6f9ed8", "#366aae", "#6f9ed8"),
    "ramp-4": ("#3a75be", "#5a90d6", "#2f66ad"),
    "ramp-5": ("#1d4f9e", "#8db7ee", "#123f86"),
    "ramp-6": ("#0f3372", "#c9dffb", "#06214f"),
}
THEMES: Final[tuple[Theme, ...]] = ("light", "dark", "contrast")
RAMP: Final[tuple[Role, ...]] = (
    "ramp-0", "ramp-1", "ramp-2", "ramp-3", "ramp-4", "ramp-5", "ramp-6",
)  # fmt: skip


def colour(role: Role, theme: Theme = "light") -> str:
    """Return the colour of a role as "#rrggbb"."""
    return PALETTE[role][THEMES.index(theme)]


def variables(theme: Theme) -> str:
    """Return the roles of a theme as CSS variables."""
    return " ".join(f"--{role}: {colour(role, theme)};" for role in PALETTE)


def ramp_text(role: Role) -> Role:
    """Return the role of text that is read on a step of the ramp, the same in every theme."""
    return "card" if role in {"ramp-4", "ramp-5", "ramp-6"} else "ink"
