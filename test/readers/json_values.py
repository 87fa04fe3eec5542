"""Prints JSON texts as Python reads them: numbers as they are written, objects in order."""

import json
import sys


def refused(name):
    raise ValueError(f"{name} is no JSON")


def read(text):
    return json.loads(
        text,
        parse_int=lambda digits: {"integer": digits},
        parse_float=lambda digits: {"float": digits},
        parse_constant=refused,
        object_pairs_hook=lambda pairs: {"entries": pairs},
    )


path, of = sys.argv[1:]
with open(path, encoding="utf-8", newline="") as file:
    text = file.read()
if text[-1:] not in ("", "\n"):
    sys.exit("the last line has no end")
json.dump([read(each) for each in (text.split("\n")[:-1] if of == "lines" else [text])], sys.stdout)
