"""Countries and groups of countries in any official or common English form."""

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

import polars as pl
import pycountry
from babel import Locale

from clusterdash.errors import UnknownNameError
from clusterdash.language import mark, say, territories
from clusterdash.names.text import folded

EU27 = "EU27_2020"
THIRD = "THIRD_COUNTRIES"

GROUPS: dict[str, str] = {
    EU27: mark("EU-27"),
    "EFTA": mark("EFTA"),
    "WESTERN_BALKANS": mark("Western Balkans"),
    "EASTERN_PARTNERSHIP": mark("Eastern Partnership"),
    "SMP_ASSOCIATED": mark("SMP-associated countries"),
    THIRD: mark("third countries"),
}
_GROUP_NAMES = {
    EU27: (
        "EU",
        "EU 27",
        "EU27",
        "European Union",
        "Member States",
        "EU Member States",
        "EU-27 Member States",
    ),
    "EFTA": ("European Free Trade Association", "EFTA countries"),
    "WESTERN_BALKANS": ("Western Balkan countries", "Balkans"),
    "EASTERN_PARTNERSHIP": ("Eastern Partnership countries", "EaP", "ENP-East"),
    "SMP_ASSOCIATED": (
        "SMP associated",
        "Single Market Programme associated countries",
        "associated countries",
    ),
    THIRD: ("third country", "outside the EU", "non-EU", "non-EU countries"),
}
_COMMON_NAMES = {
    "AE": ("UAE", "Emirates"),
    "BA": ("Bosnia", "BiH", "Bosnia-Herzegovina"),
    "CD": ("DR Congo", "Democratic Republic of the Congo"),
    "CG": ("Republic of the Congo",),
    "CI": ("Ivory Coast",),
    "CZ": ("Czech Republic",),
    "FM": ("Micronesia",),
    "FO": ("Faeroe Islands",),
    "GB": ("UK", "Great Britain", "Britain"),
    "GR": ("EL", "Hellas"),
    "IR": ("Iran",),
    "KP": ("North Korea",),
    "KR": ("South Korea", "Korea", "Republic of Korea"),
    "LA": ("Laos",),
    "MD": ("Moldova",),
    "MK": ("Macedonia", "FYROM", "Former Yugoslav Republic of Macedonia"),
    "NL": ("Holland", "Kingdom of the Netherlands"),
    "PS": ("Palestine", "State of Palestine", "occupied Palestinian territory"),
    "LU": ("Luxemburg",),
    "MM": ("Burma",),
    "MO": ("Macau",),
    "RU": ("Russia",),
    "SY": ("Syria",),
    "SZ": ("Swaziland",),
    "TL": ("East Timor",),
    "TR": ("Turkey", "Türkiye", "Turkiye"),
    "TW": ("Taiwan", "Chinese Taipei"),
    "TZ": ("Tanzania",),
    "US": ("USA", "America", "United States of America", "U.S."),
    "VA": ("Vatican", "Holy See"),
    "VE": ("Venezuela",),
    "VN": ("Vietnam",),
    "XK": ("Kosovo", "Republic of Kosovo", "XKX", "Kosovo (UNSCR 1244)"),
}
_FORMS = (
    "republic of ",
    "kingdom of ",
    "federal republic of ",
    "grand duchy of ",
    "principality of ",
    "state of ",
)


class Countries:
    """Names of countries and groups, as one edition defines its groups."""

    def __init__(self, countries: pl.DataFrame) -> None:
        """Read groups and names from the edition's ``countries`` table."""
        self._rows = {row["country_code"]: row for row in countries.iter_rows(named=True)}

    @cached_property
    def groups(self) -> dict[str, frozenset[str]]:
        """Members of each group; third countries are every other country, so not listed."""
        by_group: dict[str, set[str]] = {code: set() for code in GROUPS if code != THIRD}
        names = {"EU27": EU27, "EFTA": "EFTA"} | {
            "Western Balkans": "WESTERN_BALKANS",
            "Eastern Partnership": "EASTERN_PARTNERSHIP",
        }
        for code, row in self._rows.items():
            if row["group"] in names:
                by_group[names[row["group"]]].add(code)
            if row["smp_sme_pillar"] == "yes":
                by_group["SMP_ASSOCIATED"].add(code)
        return {code: frozenset(members) for code, members in by_group.items()}

    @property
    def eu27(self) -> frozenset[str]:
        """The 27 members since February 2020."""
        return self.groups[EU27]

    @property
    def known(self) -> tuple[str, ...]:
        """Codes of the countries of the edition, in its order."""
        return tuple(self._rows)

    @cached_property
    def _codes(self) -> dict[str, str]:
        codes = dict(_world())
        for code, row in self._rows.items():
            for name in (code, row["iso3"], row["eu_code"], row["name"]):
                codes[folded(name)] = code
        for group, label in GROUPS.items():
            for name in (group, label, *_GROUP_NAMES[group]):
                codes[folded(name)] = group
        return codes

    def _foreign(self) -> dict[str, str]:
        """Return codes by their names in the language that is spoken, unless English."""
        named = {folded(name): code for code, name in territories().items()}
        return named | {folded(say(label)): code for code, label in GROUPS.items()}

    def names(self, code: str) -> tuple[str, ...]:
        """Return what a country or group is called, codes included, as names are compared."""
        known = (self._codes | self._foreign()).items()
        return tuple(name for name, named in known if named == code)

    def resolve(self, name: str) -> str:
        """Return the code of a country (ISO 3166 alpha-2, GR, GB, XK) or of a group.

        Raises:
            UnknownNameError: No country or group is called so.
        """
        code = next((self._codes[form] for form in _forms(name) if form in self._codes), None)
        code = code or self._foreign().get(folded(name))
        if code is None:
            known = [self.label(c) for c in dict.fromkeys(self._codes.values())]
            raise UnknownNameError("country", name, known)
        return code

    def label(self, code: str) -> str:
        """Return the name of a country or group in the language that is spoken.

        The sign of a footnote after the edition's name stays in every language.
        """
        if code in GROUPS:
            return say(GROUPS[code])
        own = str(self._rows[code]["name"]) if code in self._rows else ""
        foreign = territories().get(code)
        if foreign:
            return foreign + ("*" if own.endswith("*") else "")
        return own or _english().get(code, code)

    def matching(self, column: str, codes: Iterable[str]) -> pl.Expr:
        """Return an expression that is true where a column holds one of these countries.

        Groups stand for their members; third countries for every country outside the EU-27.
        """
        listed: set[str] = set()
        third = pl.lit(value=False)
        for code in codes:
            if code == THIRD:
                outside = ~pl.col(column).is_in([*self.eu27, "EU", "EUR", "ALL"])
                third = outside & pl.col(column).is_not_null()
            else:
                listed |= self.groups.get(code, frozenset({code}))
        return (pl.col(column).is_in(sorted(listed)) | third).fill_null(value=False)

    def expand(self, code: str) -> frozenset[str]:
        """Return the members of a group, or the country itself; third countries stay."""
        return self.groups.get(code, frozenset({code}))


def _forms(name: str) -> Iterator[str]:
    """Yield the forms in which a name is looked up: "U.K.", "Republic of Turkey"."""
    plain = folded(name)
    yield plain
    if all(len(word) == 1 for word in plain.split()):
        yield plain.replace(" ", "")
    for form in _FORMS:
        if plain.startswith(form):
            yield plain.removeprefix(form)


@lru_cache(maxsize=1)
def _english() -> dict[str, str]:
    return {code: str(name) for code, name in Locale("en").territories.items() if len(code) == 2}


@lru_cache(maxsize=1)
def _world() -> dict[str, str]:
    codes: dict[str, str] = {}
    for entry in pycountry.countries:
        names = [entry.alpha_2, entry.alpha_3, entry.name]
        names += [getattr(entry, key, "") for key in ("official_name", "common_name")]
        for name in filter(None, names):
            for form in (name, _plain(name)):
                codes.setdefault(folded(form), entry.alpha_2)
    for code, name in _english().items():
        if code in codes.values() or code == "XK":
            codes[folded(name)] = code
    for code, spoken in _COMMON_NAMES.items():
        codes.update({folded(name): code for name in spoken})
    return codes


def _plain(name: str) -> str:
    """Turn "Moldova, Republic of" into "Republic of Moldova", "Republic of Poland" into Poland."""
    if ", " in name:
        head, tail = name.split(", ", 1)
        return f"{tail} {head}"
    for form in _FORMS:
        if name.lower().startswith(form):
            return name[len(form) :]
    return name
