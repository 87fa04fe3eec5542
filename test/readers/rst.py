"""Prints what Docutils reads of a reStructuredText file, as JSON: tables, paragraphs, complaints."""

import io
import json
import sys

from docutils import nodes
from docutils.core import publish_doctree


def text(element):
    """The text within, the lines of a line block being lines."""
    if isinstance(element, nodes.line_block):
        return "\n".join(line.astext() for line in element)
    if isinstance(element, nodes.entry):
        return "\n\n".join(text(child) for child in element)
    return element.astext()


def rows(parent):
    return [[text(entry) for entry in row] for row in parent]


def table(element):
    head = next(iter(element.findall(nodes.thead)), ())
    return {
        "title": next((title.astext() for title in element.findall(nodes.title)), None),
        "header": rows(head),
        "rows": rows(next(iter(element.findall(nodes.tbody)))),
    }


complaints = io.StringIO()
settings = {"report_level": 1, "halt_level": 5, "warning_stream": complaints}
with open(sys.argv[1], "rb") as file:
    document = publish_doctree(
        file.read(), settings_overrides={**settings, "input_encoding": "utf-8"}
    )
json.dump(
    {
        "complaints": complaints.getvalue(),
        "paragraphs": [child.astext() for child in document if isinstance(child, nodes.paragraph)],
        "tables": [table(each) for each in document.findall(nodes.table)],
    },
    sys.stdout,
)
