"""What of a study is done lies in a folder beside its results, a file a batch, until all of it is one file.

A batch is written under another name and then given its own: a process that is killed leaves whole batches only.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from lessons.kit.studies import Study, StudyError, places
from lessons.kit.studies.run import Place

MARK = b"frogpond.study"


@dataclass(frozen=True)
class Kept:
    """The results of one study at one place."""

    study: Study
    out: Path

    @property
    def folder(self) -> Path:
        return self.out.with_name(self.out.name + ".parts")

    @property
    def mark(self) -> bytes:
        """The same for the same study only."""
        plain = json.dumps(self.study.description(), sort_keys=True, default=list)
        return hashlib.sha256(plain.encode()).hexdigest().encode()

    def finished(self) -> bool:
        """Whether the results are there and whole; StudyError where another study's, or another file, is."""
        if not self.out.exists():
            return False
        try:
            mark = (pq.read_schema(self.out).metadata or {}).get(MARK)
        except (pa.ArrowException, OSError):
            mark = None
        if mark != self.mark:
            raise StudyError(f"{self.out} holds something else: choose another name, or take it away.")
        shutil.rmtree(self.folder, ignore_errors=True)
        return True

    def todo(self) -> list[Place]:
        """The batches that are not done; StudyError where the folder holds those of another study."""
        self.folder.mkdir(parents=True, exist_ok=True)
        owner = self.folder / "study"
        if not owner.exists():
            self._write(owner, self.mark)
        elif owner.read_bytes() != self.mark:
            raise StudyError(f"{self.folder} holds part of another study: choose another name, or take it away.")
        done = {path.name for path in self.folder.iterdir()}
        return [place for place in places(self.study) if self._part(place).name not in done]

    def add(self, place: Place, rows: pd.DataFrame) -> None:
        """Keep a batch that is done."""
        sink = pa.BufferOutputStream()
        pq.write_table(pa.Table.from_pandas(rows, preserve_index=False), sink)
        self._write(self._part(place), sink.getvalue().to_pybytes())

    def join(self) -> None:
        """One file of all batches, in order of cell and repeat; then the folder goes."""
        waiting = self.out.with_name(self.out.name + ".unfinished")
        parts = self._tables()
        first = next(parts)
        schema = first.schema.with_metadata({**(first.schema.metadata or {}), MARK: self.mark})
        with pq.ParquetWriter(waiting, schema) as writer:
            for part in (first, *parts):
                writer.write_table(part.cast(schema))
        os.replace(waiting, self.out)
        shutil.rmtree(self.folder)

    def _tables(self) -> Iterator[Any]:
        """The batches of one cell at a time."""
        for cell in range(self.study.n_cells):
            parts = [pq.read_table(self._part((cell, batch))) for batch in range(self.study.n_batches)]
            yield pa.concat_tables(parts)

    def rows(self) -> pd.DataFrame:
        """The results, as they were computed."""
        return pq.read_table(self.out).to_pandas()

    def _part(self, place: Place) -> Path:
        return self.folder / "{}-{}.parquet".format(*place)

    def _write(self, path: Path, content: bytes) -> None:
        waiting = path.with_suffix(".unfinished")
        with waiting.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(waiting, path)
