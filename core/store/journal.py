"""The open end of a study's journal: transactions are appended, and flushed, or not there at all."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from zlib import crc32

from core.store import disk, lock
from core.store.errors import StoreError, StoreMoved, from_os

_COPY = 1 << 20


class Journal:
    """A study file held for writing: locked, and ``length`` bytes of it acknowledged."""

    def __init__(self, path: Path, file: int, length: int) -> None:
        status = os.fstat(file)
        self.path = path
        self.length = length
        self._file = file
        self._identity = status.st_dev, status.st_ino
        self._attempted = 0
        """Bytes an append that has not succeeded may have left behind the acknowledged ones."""
        self._doubtful = False
        """The last append failed, so the next is read back."""

    def append(self, lines: Iterable[bytes]) -> None:
        """Write the lines and flush them to disk, or leave the file as it was.

        Raises StoreMoved where the file is not the one that was opened, StoreDiskError where the disk
        fails or is full; a failed append is cut off again, at the latest before the next one.
        """
        self._expect_same_file()
        try:
            if self._attempted:
                self._cut_back()
            end, checksum = self._write(lines)
            disk.flush(self._file)
            if self._doubtful:
                self._expect_on_disk(end, checksum)
        except BaseException as error:
            self._doubtful = True
            with contextlib.suppress(OSError):
                self._cut_back()
            if isinstance(error, OSError):
                raise from_os(error, self.path, "written") from error
            raise
        self.length, self._attempted, self._doubtful = end, 0, False

    def history(self) -> Iterator[bytes]:
        """The acknowledged bytes of the file that was opened, wherever its name points by now.

        Raises StoreDiskError where they cannot be read any more.
        """
        try:
            yield from self._read(0, self.length)
        except OSError as error:
            raise from_os(error, self.path, "read") from error

    def close(self) -> None:
        """Give up the lock and the file. What a failed append left is cut off if that is possible."""
        if self._attempted:
            with contextlib.suppress(OSError, StoreError):
                self._expect_same_file()
                self._cut_back()
        lock.release(self._file)
        os.close(self._file)

    def _expect_same_file(self) -> None:
        try:
            status = self.path.stat()
        except (FileNotFoundError, NotADirectoryError) as error:
            raise StoreMoved(self.path) from error
        except OSError as error:
            raise from_os(error, self.path, "written") from error
        grown = status.st_size - self.length
        if (status.st_dev, status.st_ino) != self._identity or not 0 <= grown <= self._attempted:
            raise StoreMoved(self.path)

    def _write(self, lines: Iterable[bytes]) -> tuple[int, int]:
        """The length of the file with these lines, and their checksum."""
        checksum = 0
        for line in lines:
            self._attempted += len(line)
            disk.write_all(self._file, line)
            checksum = crc32(line, checksum)
        return self.length + self._attempted, checksum

    def _read(self, start: int, end: int) -> Iterator[bytes]:
        os.lseek(self._file, start, os.SEEK_SET)
        while start < end and (data := os.read(self._file, min(_COPY, end - start))):
            start += len(data)
            yield data

    def _cut_back(self) -> None:
        """Back to the acknowledged length.

        After a failed flush the system may believe pages written that are not, so whatever is tried
        again is written again.
        """
        os.ftruncate(self._file, self.length)
        disk.flush(self._file)
        self._attempted = 0

    def _expect_on_disk(self, end: int, checksum: int) -> None:
        found = 0
        for data in self._read(self.length, end):
            found = crc32(data, found)
        if found != checksum:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
