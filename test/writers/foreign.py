"""Writes rows of text, numbers, booleans and null (JSON in a file) as a program would that is not
ours, and prints the bytes in base64, as JSON: foreign.py FORMAT FILE"""

import base64
import csv
import io
import json
import sys


def as_csv(rows, **options):
    text = io.StringIO(newline="")
    csv.writer(text, **options).writerows(rows)
    return text.getvalue().encode()


def objects(rows):
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def as_yaml(rows):
    import yaml

    return yaml.safe_dump(objects(rows), sort_keys=False).encode()


def as_xlsx(rows):
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


writers = {
    "csv": as_csv,
    "csv-quoted": lambda rows: as_csv(rows, quoting=csv.QUOTE_ALL, lineterminator="\r"),
    "json": lambda rows: json.dumps(objects(rows)).encode(),
    "json-indent": lambda rows: json.dumps(objects(rows), indent=2, ensure_ascii=False).encode(),
    "yaml": as_yaml,
    "xlsx": as_xlsx,
}

with open(sys.argv[2], encoding="utf-8") as file:
    json.dump(base64.b64encode(writers[sys.argv[1]](json.load(file))).decode(), sys.stdout)
