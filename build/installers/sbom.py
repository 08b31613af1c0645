"""The list of what is inside, in CycloneDX 1.6: for those who must know what runs on their machines."""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from installers.identity import NAME, project
from installers.inside import Part

FILE = "contents.cdx.json"
_EXPRESSION = re.compile(r"[A-Za-z0-9.+-]+( (AND|OR|WITH) [A-Za-z0-9.+-]+)*")
_KINDS = {"application": "application", "framework": "framework", "font": "data"}


def text(found: Sequence[Part], moment: int) -> str:
    """Return the list as JSON; the same parts and moment give the same text."""
    version = project().version
    own = next(part for part in found if part.name == NAME)
    listed = [_component(part) for part in found if part is not own]
    seen = hashlib.sha256(json.dumps(listed, sort_keys=True).encode()).digest()
    content = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.UUID(bytes=seen[:16], version=4)}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": _component(own),
        },
        "components": listed,
        "dependencies": [
            {"ref": f"{NAME}@{version}", "dependsOn": [each["bom-ref"] for each in listed]}
        ],
    }
    return json.dumps(content, indent=1, sort_keys=True) + "\n"


def _component(part: Part) -> dict[str, Any]:
    said: dict[str, Any] = {
        "type": _KINDS.get(part.kind, "library"),
        "bom-ref": f"{part.name}@{part.version}" if part.version else part.name,
        "name": part.name,
        "licenses": [_licence(part)],
    }
    if part.version:
        said["version"] = part.version
    if part.address:
        said["purl"] = part.address
    return said


def _licence(part: Part) -> dict[str, Any]:
    if _EXPRESSION.fullmatch(part.licence) and not part.address.startswith("pkg:deb"):
        return {"expression": part.licence}
    return {"license": {"name": part.licence}}
