"""Prints the rows of a file in PostgreSQL's text format of COPY, NULL being null, as JSON.

It takes only what COPY TO writes: each of the characters that have a letter stands as its letter.
"""

import json
import re
import sys

letters = {"\\": "\\", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


def value(field):
    if field == r"\N":
        return None
    return re.sub(r"\\(.?)", lambda match: letters[match[1]], field)


with open(sys.argv[1], encoding="utf-8", newline="") as file:
    lines = file.read().split("\n")
if lines.pop() != "":
    sys.exit("the last line has no end")
for number, line in enumerate(lines, 1):
    if re.search("[\b\f\v\r]", line):
        sys.exit(f"line {number} has a control character that must be escaped")
json.dump([[value(field) for field in line.split("\t")] for line in lines], sys.stdout)
