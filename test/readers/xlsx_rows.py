"""Prints how many rows each sheet of an XLSX file has, and their last number, as JSON.

openpyxl takes long for a full sheet; this reads the XML alone.
"""

import json
import sys
from xml.parsers import expat
from zipfile import ZipFile


def rows(part):
    numbers = []

    def start(name, attributes):
        if name == "row":
            numbers.append(attributes["r"])

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.ParseFile(part)
    return {"count": len(numbers), "last": int(numbers[-1])}


with ZipFile(sys.argv[1]) as archive:
    sheets = sorted(name for name in archive.namelist() if name.startswith("xl/worksheets/"))
    json.dump([rows(archive.open(name)) for name in sheets], sys.stdout)
