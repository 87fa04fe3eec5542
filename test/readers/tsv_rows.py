"""Prints the rows of a file in PostgreSQL's text format of COPY, NULL being null, as JSON."""

import json
import re
import sys

letters = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


def value(field):
    if field == r"\N":
        return None
    return re.sub(r"\\(.)", lambda match: letters.get(match[1], match[1]), field)


with open(sys.argv[1], encoding="utf-8", newline="") as file:
    lines = file.read().split("\n")
if lines.pop() != "":
    sys.exit("the last line has no end")
json.dump([[value(field) for field in line.split("\t")] for line in lines], sys.stdout)
