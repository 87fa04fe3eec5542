"""Prints, as JSON, what SQLite has after a script of INSERTs into one table that it does not have.

The table gets the columns that the first INSERT names, without types, which would change values.
Integers and floats are as Python writes them. Nothing is printed but null where nothing is inserted.
"""

import json
import re
import sqlite3
import sys

name = r'"(?:[^"]|"")*"'
insert = re.compile(rf"INSERT INTO ({name}) \(({name}(?:, {name})*)\) VALUES\n")


def value(cell):
    if isinstance(cell, int):
        return {"integer": str(cell)}
    if isinstance(cell, float):
        return {"float": repr(cell)}
    return {"bytes": cell.hex()} if isinstance(cell, bytes) else cell


def rows(script):
    start = insert.match(script)
    if start is None:
        return None
    database = sqlite3.connect(":memory:")
    database.execute(f"create table {start[1]} ({start[2]})")
    database.executescript(script)
    result = database.execute(f"select * from {start[1]}")
    names = [column[0] for column in result.description]
    return [names] + [[value(cell) for cell in row] for row in result]


with open(sys.argv[1], encoding="utf-8", newline="") as file:
    script = file.read()
if not script.endswith("\n"):
    sys.exit("the last line has no end")
if not sqlite3.complete_statement(script) and not script.startswith("--"):
    sys.exit("the last statement has no end")
json.dump(rows(script), sys.stdout)
