"""Reads the tables of a dataset with pyarrow and with DuckDB, which do not share their readers, and holds every value of both to
the same table as CSV. Prints as JSON how many rows each table has; a difference ends it.

    python tables.py PARQUET-FOLDER CSV-FOLDER
"""

import csv
import json
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow.parquet

TYPES = {"string": "VARCHAR", "int32": "INTEGER", "bool": "BOOLEAN", "decimal128(38, 12)": "DECIMAL(38,12)"}


def meant(text, kind):
    """What a field of a CSV file stands for; nothing and an empty text are the same there."""
    if text == "":
        return None
    if kind.startswith("decimal"):
        return Decimal(text)
    return {"int32": int, "bool": {"true": True, "false": False}.get}.get(kind, str)(text)


def main(parquet, delimited):
    rows = {}
    for table in ("reports", "figures", "findings"):
        path = parquet / f"{table}.parquet"
        arrow = pyarrow.parquet.read_table(path)
        kinds = [str(field.type) for field in arrow.schema]
        relation = duckdb.read_parquet(str(path))
        assert relation.columns == arrow.column_names, f"{table}: {relation.columns}"
        assert [str(kind) for kind in relation.types] == [TYPES[kind] for kind in kinds], f"{table}: {relation.types}"
        with open(delimited / f"{table}.csv", encoding="utf-8", newline="") as file:
            names, *lines = csv.reader(file)
        assert names == arrow.column_names, f"{table}: {names}"
        expected = [tuple(meant(text, kind) for text, kind in zip(line, kinds)) for line in lines]
        read = {
            "pyarrow": zip(*(column.to_pylist() for column in arrow.columns)),
            "DuckDB": relation.fetchall(),
        }
        for reader, found in read.items():
            found = [tuple(None if value == "" else value for value in row) for row in found]
            assert len(found) == len(expected), f"{table}: {reader} reads {len(found)} rows of {len(expected)}"
            for number, pair in enumerate(zip(found, expected), 1):
                assert pair[0] == pair[1], f"{table}, row {number}: {reader} reads {pair[0]}, CSV has {pair[1]}"
        rows[table] = len(expected)
    print(json.dumps(rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
