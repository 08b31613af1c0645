"""A study on disk: documents in TinyDB's tables, kept in one append-only file that is always whole."""

from core.store.disk import write_new
from core.store.errors import (
    EmptyFile,
    IsADirectory,
    NewerVersion,
    NoPermission,
    NoSuchPlace,
    NotAStudy,
    StoreCancelled,
    StoreDamaged,
    StoreDiskError,
    StoreError,
    StoreExists,
    StoreLocked,
    StoreMissing,
    StoreMoved,
    StoreReadOnly,
)
from core.store.lines import Puts, Removes
from core.store.recovery import inspect, salvage
from core.store.report import Report
from core.store.store import Store
from core.store.tiny import StudyDB
from core.store.writer import Commit, StoreState

__all__ = [
    "Commit",
    "EmptyFile",
    "IsADirectory",
    "NewerVersion",
    "NoPermission",
    "NoSuchPlace",
    "NotAStudy",
    "Puts",
    "Removes",
    "Report",
    "Store",
    "StoreCancelled",
    "StoreDamaged",
    "StoreDiskError",
    "StoreError",
    "StoreExists",
    "StoreLocked",
    "StoreMissing",
    "StoreMoved",
    "StoreReadOnly",
    "StoreState",
    "StudyDB",
    "inspect",
    "salvage",
    "write_new",
]
