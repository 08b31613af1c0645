"""A new study: a flow, the attributes most studies ask for, and one open iteration."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from core.documents import Document, flow_documents
from core.model.flow import Flow
from core.model.ids import new_id
from core.model.iteration import Iteration, StudyInfo
from core.model.moment import now
from core.model.partner import Attribute, AttributeKind, Band, CohortKind
from core.study import Study, new_study

COMPANY_SIZES = (
    Band("Household"),
    Band("1–9", 1.0, 10.0),
    Band("10–49", 10.0, 50.0),
    Band("50–249", 50.0, 250.0),
    Band("250 and over", 250.0),
)
"""By employees, as statistics offices band them; and those who are no company at all."""

STARTING_ATTRIBUTES = (
    Attribute("experiment", "Experiment", AttributeKind.CHOICE, 0, groups=CohortKind.EXPERIMENT),
    Attribute(
        "size",
        "Company size",
        AttributeKind.BAND,
        1,
        bands=COMPANY_SIZES,
        groups=CohortKind.SEGMENT,
    ),
    Attribute("industry", "Industry", AttributeKind.CHOICE, 2, groups=CohortKind.VERTICAL),
    Attribute("age", "Age", AttributeKind.NUMBER, 3, groups=CohortKind.DEMOGRAPHIC),
    Attribute("location", "Location", AttributeKind.CHOICE, 4, groups=CohortKind.DEMOGRAPHIC),
)
"""Experiment, segment, vertical and demographics. Fixed ids, so that two laptops agree on them."""


def begin(
    path: Path, name: str, flow: Flow, attributes: Sequence[Attribute] = STARTING_ATTRIBUTES
) -> Study:
    """Create a study file with a flow and one open iteration, and open it.

    Raises StoreExists where the file is there already, StoreError where it cannot be written.
    """
    documents: list[Document] = [
        StudyInfo(new_id(), name),
        *flow_documents(flow, {}),
        *attributes,
        Iteration(new_id(), 1, flow.id, now()),
    ]
    return new_study(path, documents)


def named_after(path: Path) -> str:
    """The name a study takes from its file: always proper text, whatever the file is called."""
    return os.fsencode(path.stem).decode("utf-8", "replace")
