"""Text as XML 1.0 can hold it."""

from __future__ import annotations

import re

_UNKNOWN_TO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """A text with each character that XML 1.0 does not know replaced by one that says so."""
    return _UNKNOWN_TO_XML.sub("\ufffd", text)
