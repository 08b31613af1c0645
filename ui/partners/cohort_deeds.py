"""What a person does to cohorts: each one transaction, or a sentence why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from core.measure.cohort_sets import TooMany, cohort_set
from core.model.edits import free_name
from core.model.ids import new_id
from core.model.partner import EVERYONE, Attribute, Cohort, CohortKind, CustomerPartner
from core.study import Study
from ui.partners.deeds import SCOPE
from ui.partners.facts import tr


@dataclass(frozen=True)
class CohortDeeds:
    """The deeds, on one study. Those that can be refused return a sentence, else ""."""

    study: Study

    def add(self, name: str) -> Cohort:
        """A new cohort, an empty list until it gets a rule or partners."""
        cohorts = self.study.cohorts()
        free = free_name(name, {each.name for each in cohorts})
        position = max(each.position for each in cohorts) + 1
        cohort = Cohort(new_id(), free, CohortKind.EXPERIMENT, position=position)
        self.study.do(tr("Add cohort"), SCOPE, [cohort])
        return cohort

    def change(self, cohort: Cohort, label: str) -> str:
        """A cohort as it was edited. Its name is trimmed, and its own: the funnel asks by it."""
        name = cohort.name.strip()
        if not name:
            return tr("A cohort needs a name. The old one stays.")
        if any(each.name == name and each.id != cohort.id for each in self.study.cohorts()):
            return tr("There is a cohort {name} already. The old name stays.").format(name=name)
        self.study.do(label, SCOPE, [msgspec.structs.replace(cohort, name=name)])
        return ""

    def remove(self, cohort: Cohort) -> None:
        """A cohort; its partners stay."""
        self.study.do(tr("Remove cohort {name}").format(name=cohort.name), SCOPE, removes=[cohort])

    def move(self, cohort: Cohort, by: int) -> None:
        """A cohort one place up (-1) or down (1); Everyone stays first."""
        order = [each for each in self.study.cohorts() if each.id != EVERYONE]
        at = next((n for n, each in enumerate(order) if each.id == cohort.id), None)
        if at is None or not 0 <= at + by < len(order):
            return
        order[at], order[at + by] = order[at + by], order[at]
        placed = [
            msgspec.structs.replace(each, position=n) for n, each in enumerate(order, start=1)
        ]
        self.study.do(tr("Move cohort {name}").format(name=cohort.name), SCOPE, placed)

    def freeze(self, cohort: Cohort) -> None:
        """Turn a rule into the list of those it holds of now."""
        register = self.study.register
        members = register.ids_at(register.members(cohort))
        frozen = msgspec.structs.replace(cohort, rule=None, members=members)
        self.study.do(tr("Freeze {name} as list").format(name=cohort.name), SCOPE, [frozen])

    def toggle(self, cohort: Cohort, partners: Sequence[CustomerPartner]) -> str:
        """Put partners on the list of a cohort, or take them off where all are on it."""
        if cohort.id == EVERYONE:
            return tr("Choose a cohort with a fixed list first. Everyone is always everyone.")
        if cohort.rule is not None:
            said = tr("{name} is formed by a rule. Freeze it as a list to choose by hand.")
            return said.format(name=cohort.name)
        ids = dict.fromkeys(each.id for each in partners)
        listed = frozenset(cohort.members)
        off = listed.issuperset(ids)
        kept = tuple(each for each in cohort.members if each not in ids)
        changed = msgspec.structs.replace(cohort, members=kept if off else (*kept, *ids))
        label = tr("Take from {name}") if off else tr("Add to {name}")
        self.study.do(label.format(name=cohort.name), SCOPE, [changed])
        return ""

    def by_value(self, attribute: Attribute) -> str:
        """A set of cohorts from an attribute, those that are not there yet, in one transaction."""
        study = self.study
        try:
            made = cohort_set(attribute, study.register, study.cohorts())
        except TooMany as error:
            return str(error)
        if not made:
            return tr("{column}: every value has its cohort.").format(column=attribute.name)
        taken = {each.name for each in study.cohorts()}
        named = []
        for each in made:
            name = free_name(each.name, taken)
            taken.add(name)
            named.append(msgspec.structs.replace(each, name=name))
        study.do(tr("Cohorts from {column}").format(column=attribute.name), SCOPE, named)
        return ""
