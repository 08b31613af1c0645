"""What a person does to partners and columns: each one transaction, or a sentence why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from core.exchange.typed_value import check
from core.model.ids import new_id
from core.model.partner import (
    Attribute,
    CustomerPartner,
    attributes_of,
    next_pseudonym,
)
from core.study import Study
from ui.look.texts import short
from ui.partners.facts import tr

SCOPE = "partners"
_MOST_ODD = 5


@dataclass(frozen=True)
class Deeds:
    """The deeds, on one study. Those that can be refused return a sentence, else ""."""

    study: Study

    def add(self) -> CustomerPartner:
        """A new partner under the next free pseudonym."""
        name = next_pseudonym(self.study.pseudonyms().values())
        partner = CustomerPartner(new_id(), name)
        self.study.do(tr("Add partner"), SCOPE, [partner])
        return partner

    def edit(self, partners: Sequence[CustomerPartner], attribute: str, value: str) -> str:
        """One column of some partners. The pseudonym, the attribute "", is the first one's alone."""
        if not attribute:
            return self._rename(partners[0], value)
        column = next(each for each in self.study.attributes() if each.id == attribute)
        checked = check(column, value)
        if checked.problem:
            return tr("{problem} The old value stays.").format(problem=checked.problem)
        name, value = column.name, checked.value
        edited = []
        for partner in partners:
            values = {**partner.attributes, attribute: value}
            if not value:
                del values[attribute]
            edited.append(msgspec.structs.replace(partner, attributes=values))
        label = tr("Edit {column}") if len(edited) == 1 else tr("Edit {column} of {n} partners")
        self.study.do(label.format(column=name, n=len(edited)), SCOPE, edited)
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
        many = tr("Remove {n} partners").format(n=len(partners))
        self.study.do(tr("Remove partner") if len(partners) == 1 else many, SCOPE, removes=partners)
        return ""

    # --- columns

    def add_column(self, wanted: Attribute) -> str:
        """One more attribute, behind the others."""
        if why := self._name_refused(wanted.name, None):
            return why
        position = max((each.position for each in self.study.attributes()), default=-1) + 1
        column = msgspec.structs.replace(wanted, id=new_id(), position=position)
        self.study.do(tr("Add column {name}").format(name=column.name), SCOPE, [column])
        return ""

    def change_column(self, old: Attribute, wanted: Attribute) -> str:
        """Another name, kind or values for an attribute; what partners have stays as it is written.

        Says how many of them do not fit the new kind.
        """
        if why := self._name_refused(wanted.name, old):
            return why
        label = tr("Rename column {old}") if wanted.name != old.name else tr("Edit column {old}")
        self.study.do(label.format(old=old.name), SCOPE, [wanted])
        odd = [
            value
            for value in self.study.register.values(old.id).in_use
            if check(wanted, value).problem
        ]
        if not odd:
            return ""
        said = tr("{name}: {values} do not fit and stay as they are written.")
        one = tr("{name}: {values} does not fit and stays as it is written.")
        shown = ", ".join(short(each, 20) for each in odd[:_MOST_ODD])
        more = f" +{len(odd) - _MOST_ODD}" if len(odd) > _MOST_ODD else ""
        return (one if len(odd) == 1 else said).format(name=wanted.name, values=shown + more)

    def remove_column(self, attribute: Attribute) -> str:
        """An attribute no partner has a value of, and no rule of a cohort asks for."""
        name = attribute.name
        n = int((self.study.register.values(attribute.id).codes > 0).sum())
        if n:
            said = tr("{name} stays: {n} partners have a value in it.")
            one = tr("{name} stays: one partner has a value in it.")
            return (one if n == 1 else said).format(name=name, n=n)
        for cohort in self.study.cohorts():
            if cohort.rule is not None and attribute.id in attributes_of(cohort.rule):
                said = tr("{name} stays: the rule of {cohort} asks for it.")
                return said.format(name=name, cohort=cohort.name)
        self.study.do(tr("Remove column {name}").format(name=name), SCOPE, removes=[attribute])
        return ""

    def _name_refused(self, name: str, own: Attribute | None) -> str:
        for each in self.study.attributes():
            if each.name.casefold() == name.casefold() and (own is None or each.id != own.id):
                return tr("There is a column {name} already.").format(name=each.name)
        return ""
