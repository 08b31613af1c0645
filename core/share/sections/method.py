"""How the numbers came about: every n, and every rule they follow."""

from __future__ import annotations

from collections.abc import Sequence

from core.share.audience import FEWEST_SHOWN, Audience
from core.share.content import Bullets, Cell, Section, SectionName, Table
from core.share.source import Source
from core.share.spoken_numbers import count, count_cell

RULES = (
    (
        "Aligned and deviated are what was observed; unknown is that nothing was. Unknown is never "
        "counted as deviated."
    ),
    (
        "The latest observation that is not voided decides the status of a partner at a step. Deviated, "
        "then aligned counts as aligned and is called recovered."
    ),
    (
        "Funnels count encounter 1 of each partner. Entrants are partners with at least one observation. "
        "At every step reached = aligned + deviated + unknown."
    ),
    (
        "Alignment is aligned of those who answered (aligned + deviated). “Of entrants” is aligned of all "
        "entrants; “could still be” adds everyone unknown who could still be aligned there."
    ),
    "Every interval of a share is Wilson's at 95 %. Where nobody answered there is no data, not 0 %.",
    "Under 10 answers is called few.",
    (
        "The difference of two groups has Newcombe's interval. “Differs” is said only where Fisher's exact "
        "test, for the same partners in two iterations McNemar's, is at most 0.05 after Holm's correction "
        "over all steps and pairs of the report."
    ),
    (
        "The first planned entrants of the primary cohort decide at need met; unknown, undecided and "
        "unseen ones count against a claim on either side. Proved: P(X ≥ x) ≤ 0.05 with every unknown "
        "counted as deviated. Iterate or reset: P(X ≤ x + u) ≤ 0.05 with every unknown counted as "
        "aligned. Both need 5 answers. Anything else is unsure."
    ),
    (
        "Adoption and outcome are counted among those whose need was met, later observations included. "
        "At scale: a known status for as many partners as the scale asks, and P(X ≥ x) ≤ 0.05 against "
        "the share to beat."
    ),
    "The numbers are about partners like these; they are no sample of all customers.",
)
_PUBLIC = (
    f"A number of partners from 1 to {FEWEST_SHOWN - 1} is not shown, nor is any that it could be "
    f"worked out from; 0 is shown. Shares and intervals are shown only where all they are made of is."
)


def method(sources: Sequence[Source], audience: Audience) -> Section:
    """The rules, and how many partners stand behind each group of each iteration."""
    rows = tuple(
        (
            Cell(f"{each.iteration.number}"),
            Cell(funnel.group.name),
            count_cell(each.number(funnel.group, "", "entrants", funnel.entrants)),
            count_cell(each.number(funnel.group, "", "need_met", funnel.need_met)),
            Cell(
                "open" if each.iteration.is_open else f"closed {each.iteration.closed or ''}"[:17]
            ),
        )
        for each in sources
        for funnel in each.funnels
    )
    table = Table(
        "How many partners stand behind the numbers",
        ("Iteration", "Cohort", "Entrants", "Need met", "State"),
        rows,
    )
    rules = (*RULES, _PUBLIC) if audience is Audience.PUBLIC else RULES
    entrants = [_entrants(each) for each in sources]
    message = f"Entrants: {', '.join(entrants)}." if entrants else "There is no iteration yet."
    return Section(SectionName.METHOD, "Method", message, (table, Bullets("Rules", rules)))


def _entrants(source: Source) -> str:
    funnel = source.funnels[0]
    number = source.number(funnel.group, "", "entrants", funnel.entrants)
    return f"{count(number)} in iteration {source.iteration.number}"
