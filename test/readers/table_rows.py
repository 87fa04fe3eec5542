"""Prints the cells of a table in ASCII, its lines of dashes aside, as JSON.

Cells are cut at the crossings of the frame and stripped. A line whose first cell is blank goes on
with the row before it.
"""

import json
import sys
from unicodedata import east_asian_width


def cells(line, crossings):
    """What stands between the crossings, a wide character taking two columns."""
    texts = [""] * (len(crossings) - 1)
    column = 0
    for character in line:
        cell = sum(crossing < column for crossing in crossings) - 1
        if column in crossings:
            assert character == "|", line
        else:
            texts[cell] += character
        column += 2 if east_asian_width(character) in "WF" else 1
    return [text.strip() for text in texts]


with open(sys.argv[1], encoding="utf-8", newline="") as file:
    frame, *lines = file.read().split("\n")
crossings = [column for column, character in enumerate(frame) if character == "+"]
rows = []
for line in lines:
    if line in ("", frame):
        continue
    texts = cells(line, crossings)
    if texts[0] == "":
        rows[-1] = [f"{above}\n{text}" if text else above for above, text in zip(rows[-1], texts)]
    else:
        rows.append(texts)
json.dump(rows, sys.stdout)
