"""From the shards to the published tables, one paper at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from extract.library.coded import CodedStudies, same_reports
from extract.library.compare import compare
from extract.library.rows import TABLES, document_row, paper_rows
from extract.library.shards import read_shards
from extract.records.streams import TableStream
from extract.records.tables import MACHINE_SCHEMAS, TableSchema, load_schema, write_table

Row = Mapping[str, Any]


def publish(
    shards: Iterable[Path], coded: Mapping[str, Sequence[Row]], outputs: Mapping[str, Path]
) -> dict[str, int]:
    """Write the tables of machine readings and of double extraction.

    Parameters
    ----------
    shards : iterable of Path
        Files of `extract.library.shards.write_shard`.
    coded : mapping
        Rows of the coded studies' tables, see `CodedStudies`.
    outputs : mapping
        Where each table goes, by its name.

    Returns
    -------
    dict
        Number of rows by table. Only one row a paper is held in memory, besides a paper's own.
    """
    studies = CodedStudies(coded)
    documents: list[dict[str, Any]] = []
    double: list[dict[str, Any]] = []
    with ExitStack() as stack:
        streams = {
            name: stack.enter_context(TableStream(outputs[name], _schema(name))) for name in TABLES
        }
        for files, outcome in read_shards(shards):
            document = document_row(files, outcome)
            document["study_id"] = studies.study_of(document)
            documents.append(document)
            rows = paper_rows(outcome, is_example=document["is_example"])
            for name, stream in streams.items():
                for row in rows[name]:
                    stream.write(row)
            if document["study_id"] is not None and outcome.reading is not None:
                study = studies.get(document["study_id"])
                double += compare(study, outcome.paper_id, rows)
        counts = {name: stream.rows for name, stream in streams.items()}
    instead = same_reports(documents)
    for document in documents:
        document["same_report_as"] = instead.get(document["paper_id"])
    for name, found in (("machine_documents", documents), ("double_extraction", double)):
        counts[name] = write_table(found, outputs[name], _schema(name))
    return counts


def _schema(name: str) -> TableSchema:
    return load_schema(name, MACHINE_SCHEMAS)
