"""Caveats: the closed list of known weaknesses, one sentence each."""

from dataclasses import dataclass

from clusterdash.errors import UnknownNameError
from clusterdash.language import say


@dataclass(frozen=True, slots=True)
class Caveat:
    """A known weakness of a figure.

    Attributes:
        key: Name in the closed list.
        sentence: What a reader must know, one sentence: English in the list, said in a Result.
    """

    key: str
    sentence: str

    def said(self) -> "Caveat":
        """Return this caveat in the language that is spoken."""
        return Caveat(self.key, say(self.sentence))


_SENTENCES = {
    "agreements_to_come": (
        "Cases and agreements follow a meeting by months: of the latest meetings some are still to "
        "come."
    ),
    "attendances": (
        "A person or organisation at two events counts at each: a sum counts participations."
    ),
    "begun_then": (
        "A partnership counts only in the year in which it began, though it may run for years."
    ),
    "both_sides": "Counts the European and the partner side together.",
    "caps": "A cap or a plan is what a call allows, never what happened.",
    "counted_from_list": "Counted from the list that the source publishes.",
    "entities_not_smes": "The source counts applicants or entities, not strictly SMEs.",
    "eu27_2020": "EU-27 means the 27 members since February 2020, applied to all years.",
    "everybody_meets": (
        "Meetings of everybody at the event are divided by the organisations counted; where SMEs "
        "met too, the quotient is too high."
    ),
    "first_digits": (
        "What is added up and only around is said by its first three digits; files hold all."
    ),
    "first_listed": (
        "The registry lists the ecosystems of an organisation alphabetically and only the first is "
        "known: those late in the alphabet are undercounted, and nothing here ranks ecosystems."
    ),
    "found_by_searching": (
        "What this edition holds was found by searching; more may have been published."
    ),
    "formal_and_informal": "The source counts formal and informal meetings together.",
    "latest_of_several": (
        "Several dates are published; the latest is shown, a dated figure before an undated one."
    ),
    "listed_not_all": "Rows that sources happen to list; there may be more.",
    "members_own_account": "Members as each organisation or its network states them.",
    "network_not_named": "Each network is a universe of its own; figures are never added.",
    "no_quote": "No quotation was kept for this figure; follow the source.",
    "not_between_clusters": "An arrangement between authorities, not between clusters.",
    "only_agreed": (
        "Of late meetings only quick agreements can be known yet: the latest years look faster "
        "than they are."
    ),
    "partner_known": (
        "A partnership belongs to every country of which a partner is known; sources name some of "
        "the partners."
    ),
    "partner_places": (
        "One organisation in two partnerships fills two places; some partners are known by "
        "country only."
    ),
    "involved": (
        "An event belongs to the country that hosts it and to those that a source names as "
        "present; sources name some of them, and not at every event."
    ),
    "presence": "Present means seen or named at the event; it is not a head count.",
    "programme_repeats": (
        "A programme's total repeats what its events and partnerships report; never add the two."
    ),
    "protected": (
        "Numbers of fewer than five SMEs or persons are hidden (:c) to protect them; they are part "
        "of the totals, from which one may still be worked out."
    ),
    "registry_second_hand": (
        "Rows of the public registry of the European Cluster Collaboration Platform as listed "
        "second-hand in 2026; close to a census of EU profiles but not exact."
    ),
    "population_2024": "Inhabitants on 1 January 2024 (Eurostat), organisations as listed in 2026.",
    "representation": (
        "SMEs represented are the summed members of the organisations present; most of these SMEs "
        "did not take part."
    ),
    "rounded": "The source gives a rounded amount without a hedge; “around” is our reading.",
    "same_call": "Both numbers come from the same call, or calls, of the same partnerships.",
    "several_ecosystems": (
        "One in several ecosystems counts in each of them and once in the total: the cells add up "
        "to more."
    ),
    "both_countries": (
        "A meeting counts for both of its sides, with the country and the ecosystems of each, and "
        "once in the total: cells may add up to more."
    ),
    "once_each": (
        "Whoever came several times counts once in every cell and once in the total: cells may add "
        "up to more."
    ),
    "smes_differ": (
        "SMEs represented, reached, supported and trained are four measures and are never added."
    ),
    "sources_disagree": (
        "Sources disagree; one is shown by order of preference (Commission, agencies and ECCP, "
        "then organisers, then press; then the later account), the others are named."
    ),
    "stated_not_measured": (
        "Stated as a feature of the initiative; amounts paid were not reported."
    ),
    "who_is_counted": (
        "Some sources count the European delegation only, others everybody at the event."
    ),
    "undated": "The source gives no date.",
    "universes": (
        "National programmes, networks and the ECCP count different things and are not compared."
    ),
}

SEEN = frozenset({"everybody_meets", "first_listed"})
"""Caveats without which a figure misleads at first sight: they stand on the card itself."""

CAVEATS: dict[str, Caveat] = {key: Caveat(key, text) for key, text in _SENTENCES.items()}


def caveat(key: str) -> Caveat:
    """Return the caveat with this key.

    Raises:
        UnknownNameError: No caveat has this key.
    """
    if key not in CAVEATS:
        raise UnknownNameError("caveat", key, CAVEATS)
    return CAVEATS[key]
