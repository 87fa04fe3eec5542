"""Prints the rows of a CSV file as Python's csv module reads them, as JSON."""

import csv
import json
import sys

path, delimiter = sys.argv[1:]
csv.field_size_limit(2**31 - 1)
with open(path, encoding="utf-8", newline="") as file:
    json.dump(list(csv.reader(file, delimiter=delimiter, strict=True)), sys.stdout)
