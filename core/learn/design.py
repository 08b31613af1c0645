"""What a design can and cannot show, said while it is typed."""

from __future__ import annotations

from dataclasses import dataclass

from core.learn.proving import fewest_to_prove, not_met_to, proved_from
from core.measure.exact import at_least
from core.rounding import whole_percent

TRUE_SHARES = (0.8, 0.9, 0.95)


@dataclass(frozen=True)
class Design:
    """Of a share to beat and a planned number of partners, what their interviews can show.

    ``proved_from`` is None where it can never be proved; ``fewest`` is then how many partners would
    do, None where no number does. ``not_met_to`` is None where it can never be ruled out.
    ``chances`` are pairs: if that were the true share, so probable is *proved*.
    """

    target: float
    planned: int
    proved_from: int | None
    not_met_to: int | None
    fewest: int | None
    chances: tuple[tuple[float, float], ...]

    @property
    def can_prove(self) -> bool:
        """Whether any result would prove it."""
        return self.proved_from is not None

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it can and cannot show, in plain words."""
        said = [self._proof]
        if self.not_met_to is None:
            said.append(f"Even 0 of {self.planned} could not rule out {share(self.target)}.")
        else:
            said.append(f"Not met at {self.not_met_to} of {self.planned} or fewer.")
        if self.can_prove:
            listed = "; ".join(
                f"true {share(true)}: {share(chance, rough=True)}" for true, chance in self.chances
            )
            said.append(f"Chance of “proved” with all of them seen: {listed}.")
        return tuple(said)

    @property
    def _proof(self) -> str:
        planned, beat = self.planned, share(self.target)
        if self.proved_from is not None:
            if self.proved_from == planned:
                return f"Proved only by {planned} of {planned}: more than {beat}."
            return f"Proved from {self.proved_from} of {planned} on: more than {beat}."
        never = (
            f"With {planned} partners, even {planned} of {planned} cannot prove more than {beat}"
        )
        if self.fewest is None:
            return f"{never}; no number of interviews would."
        return f"{never}; {self.fewest} would."


def design(target: float, planned: int) -> Design:
    """What so many planned partners can show of a share to beat, all of them seen.

    Raises ValueError where the target is not in 0..1 or planned is negative.
    """
    bound = proved_from(target, planned)
    return Design(
        target,
        planned,
        bound,
        not_met_to(target, planned),
        fewest_to_prove(target),
        tuple(
            (true, 0.0 if bound is None else at_least(bound, planned, true)) for true in TRUE_SHARES
        ),
    )


def share(figure: float, *, rough: bool = False) -> str:
    """A share as a percentage: as many decimals as it was typed with, or (rough) in whole ones."""
    if rough:
        return f"{whole_percent(figure)} %"
    return f"{100 * figure:.6f}".rstrip("0").rstrip(".") + " %"
