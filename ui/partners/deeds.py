"""What a person does to partners and cohorts: each one transaction, or a sentence why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from core.documents import Document
from core.exchange.pasted import Pasted
from core.groups import groups
from core.model.ids import new_id
from core.model.iteration import Iteration
from core.model.partner import (
    Attribute,
    AttributeKind,
    Cohort,
    CohortKind,
    CustomerPartner,
    Is,
    next_pseudonym,
)
from core.study import Study
from ui.partners.facts import tr

SCOPE = "partners"


@dataclass(frozen=True)
class Register:
    """The deeds, on one study. Those that can be refused return a sentence, else ""."""

    study: Study

    def add(self) -> CustomerPartner:
        """A new partner under the next free pseudonym."""
        name = next_pseudonym(self.study.pseudonyms().values())
        partner = CustomerPartner(new_id(), name)
        self.study.do(tr("Add partner"), SCOPE, [partner])
        return partner

    def edit(self, partner: CustomerPartner, attribute: str, value: str) -> str:
        """One cell. The pseudonym is the attribute ""."""
        if not attribute:
            return self._rename(partner, value)
        name = next(each.name for each in self.study.attributes() if each.id == attribute)
        values = {**partner.attributes, attribute: value}
        if not value:
            del values[attribute]
        edited = msgspec.structs.replace(partner, attributes=values)
        self.study.do(tr("Edit {column}").format(column=name), SCOPE, [edited])
        return ""

    def _rename(self, partner: CustomerPartner, name: str) -> str:
        if not name:
            return tr("A partner needs a pseudonym. The old one stays.")
        other = self.study.partner_named(name)
        if other is not None and other.id != partner.id:
            return tr("There is a {name} already. The old pseudonym stays.").format(name=name)
        edited = msgspec.structs.replace(partner, pseudonym=name)
        self.study.do(tr("Edit pseudonym"), SCOPE, [edited])
        return ""

    def remove(self, partners: Sequence[CustomerPartner]) -> str:
        """Partners nothing was recorded of."""
        for partner in partners:
            why = self.study.refers_to(("partners", partner.id), frozenset())
            if why:
                return tr("{name} stays: there is {why}.").format(name=partner.pseudonym, why=why)
        label = tr("Remove partner") if len(partners) == 1 else tr("Remove partners")
        self.study.do(label, SCOPE, removes=partners)
        return ""

    def paste(self, planned: Pasted) -> None:
        """Everything a paste does, at once."""
        n = len(planned.added) + len(planned.changed)
        label = tr("Paste {n} partners").format(n=n) if n > 1 else tr("Paste a partner")
        self.study.do(label, SCOPE, [*planned.columns, *planned.added, *planned.changed])

    def add_column(self, name: str, kind: AttributeKind) -> str:
        """One more attribute."""
        known = self.study.attributes()
        if any(each.name.casefold() == name.casefold() for each in known):
            return tr("There is a column {name} already.").format(name=name)
        position = max((each.position for each in known), default=-1) + 1
        column = Attribute(new_id(), name, kind, position)
        self.study.do(tr("Add column {name}").format(name=name), SCOPE, [column])
        return ""

    def rename_column(self, attribute: Attribute, name: str) -> None:
        """Another name for an attribute."""
        self.study.do(tr("Rename column"), SCOPE, [msgspec.structs.replace(attribute, name=name)])

    # --- cohorts

    def add_cohort(self, name: str) -> Cohort:
        """A new cohort, an empty list until it gets a rule or partners."""
        taken = {each.name for each in self.study.cohorts()}
        numbers = (f"{name} {n}" for n in range(2, len(taken) + 3))
        free = name if name not in taken else next(each for each in numbers if each not in taken)
        position = max(each.position for each in self.study.cohorts()) + 1
        cohort = Cohort(new_id(), free, CohortKind.EXPERIMENT, position=position)
        self.study.do(tr("Add cohort"), SCOPE, [cohort])
        return cohort

    def change_cohort(self, cohort: Cohort, label: str) -> str:
        """A cohort as it was edited. Its name stays its own."""
        if any(each.name == cohort.name and each.id != cohort.id for each in self.study.cohorts()):
            return tr("There is a cohort {name} already.").format(name=cohort.name)
        self.study.do(label, SCOPE, [cohort])
        return ""

    def remove_cohort(self, cohort: Cohort) -> None:
        """A cohort; its partners stay."""
        self.study.do(tr("Remove cohort {name}").format(name=cohort.name), SCOPE, removes=[cohort])

    def freeze(self, cohort: Cohort, iteration: Iteration) -> None:
        """Turn a rule into the list of those it holds of now."""
        (group,) = groups(self.study, iteration, [cohort.id])
        order = [each.id for each in self.study.partners() if each.id in (group.members or ())]
        frozen = msgspec.structs.replace(cohort, rule=None, members=tuple(order))
        self.study.do(tr("Freeze {name} as list").format(name=cohort.name), SCOPE, [frozen])

    def toggle(self, cohort: Cohort, partners: Sequence[CustomerPartner]) -> str:
        """Put partners on the list of a cohort, or take them off where all are on it."""
        if cohort.rule is not None:
            return tr("{name} is formed by a rule. Freeze it as a list to choose by hand.").format(
                name=cohort.name
            )
        ids = [each.id for each in partners]
        off = all(each in cohort.members for each in ids)
        kept = tuple(each for each in cohort.members if each not in ids)
        changed = msgspec.structs.replace(cohort, members=kept if off else (*kept, *ids))
        label = tr("Take from {name}") if off else tr("Add to {name}")
        documents: list[Document] = [changed]
        self.study.do(label.format(name=cohort.name), SCOPE, documents)
        return ""

    def by_value(self, attribute: Attribute) -> None:
        """A cohort for each value of an attribute, in one transaction."""
        values = dict.fromkeys(each.value(attribute.id) for each in self.study.partners())
        position = max(each.position for each in self.study.cohorts()) + 1
        kind = _KINDS.get(attribute.id, CohortKind.DEMOGRAPHIC)
        made = [
            Cohort(new_id(), f"{attribute.name}: {value}", kind, Is(attribute.id, (value,)),
                   position=position + at)
            for at, value in enumerate(value for value in values if value)
        ]  # fmt: skip
        label = tr("Add cohorts by {column}").format(column=attribute.name)
        self.study.do(label, SCOPE, made)


_KINDS = {
    "experiment": CohortKind.EXPERIMENT,
    "size": CohortKind.SEGMENT,
    "industry": CohortKind.VERTICAL,
}
