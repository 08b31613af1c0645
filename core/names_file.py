"""The names file: who the pseudonyms really are. Beside a study, never in it, and not needed by it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

import msgspec

FORMAT = "footpath names"
VERSION = 1
SUFFIX = ".names"
_LARGEST = 64 << 20


class Person(msgspec.Struct, frozen=True, omit_defaults=True):
    """The real name and the contacts of a partner, as typed."""

    name: str = ""
    contact: str = ""

    @property
    def is_known(self) -> bool:
        """Whether anything is known."""
        return bool(self.name or self.contact)


class Names(msgspec.Struct, frozen=True):
    """The people of one study: ``study`` is its id, ``people`` go by the ids of their partners."""

    study: str
    people: Mapping[str, Person] = {}

    def person(self, partner: str) -> Person:
        """Who a partner is; nobody known where the file does not say."""
        return self.people.get(partner, Person())

    def knowing(self, partner: str, person: Person) -> Names:
        """The same with another person for a partner; one of whom nothing is known goes."""
        people = {**self.people, partner: person}
        return Names(self.study, {key: each for key, each in people.items() if each.is_known})


class WrongNames(Exception):
    """A names file that cannot be used. Its text is a sentence for a person, without any name."""


class _Row(msgspec.Struct, frozen=True, omit_defaults=True):
    partner: str
    pseudonym: str = ""
    name: str = ""
    contact: str = ""


class _File(msgspec.Struct, frozen=True):
    format: str
    version: int
    study: str
    people: tuple[_Row, ...] = ()


def beside(study_path: Path) -> Path:
    """Where the names of a study lie unless a person puts them elsewhere: ``Bill saver.names``."""
    return study_path.with_suffix(SUFFIX)


def read_names(path: Path, study: str) -> Names:
    """Read the names of a study by its id. Raises WrongNames."""
    try:
        if path.stat().st_size > _LARGEST:
            raise WrongNames(f"“{path.name}” is too large for a names file.")
        held = msgspec.json.decode(path.read_bytes(), type=_File)
    except FileNotFoundError:
        raise WrongNames(f"There is no file “{path.name}”.") from None
    except OSError as error:
        raise WrongNames(f"“{path.name}” cannot be read: {_why(error)}.") from None
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise WrongNames(f"“{path.name}” is no names file, or it is damaged.") from None
    if held.format != FORMAT:
        raise WrongNames(f"“{path.name}” is no names file.")
    if held.version > VERSION:
        raise WrongNames(f"“{path.name}” was written by a newer Footpath.")
    if held.study != study:
        raise WrongNames(f"“{path.name}” holds the names of another study.")
    return Names(study, {each.partner: Person(each.name, each.contact) for each in held.people})


def write_names(path: Path, names: Names, pseudonyms: Mapping[str, str]) -> None:
    """Write the names whole or not at all, readable by their owner alone where the system knows that.

    ``pseudonyms`` by partner id stand beside the names, for whoever reads the file without Footpath.
    A names file of another study is never overwritten. Raises WrongNames.
    """
    if os.path.lexists(path):
        read_names(path, names.study)
    rows = tuple(
        _Row(key, pseudonyms.get(key, ""), each.name, each.contact)
        for key, each in names.people.items()
    )
    text = msgspec.json.format(msgspec.json.encode(_File(FORMAT, VERSION, names.study, rows)))
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:  # noqa: PTH123
            stream.write(text + b"\n")
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise WrongNames(f"“{path.name}” cannot be written: {_why(error)}.") from None


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).rstrip(".")
