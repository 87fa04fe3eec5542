"""Prints an XLSX file as openpyxl reads it, as JSON."""

import json
import sys
import warnings

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape

warnings.simplefilter("error")  # openpyxl warns of what it does not understand


def plain(value):
    if isinstance(value, str):
        return unescape(value)  # openpyxl leaves _x0001_ to whoever reads
    return value if value is None or isinstance(value, (bool, int, float)) else str(value)


def cell(cell):
    return {
        "value": plain(cell.value),
        "type": cell.data_type,
        "format": cell.number_format,
        "bold": cell.font.bold,
        "align": cell.alignment.horizontal,
        "wrap": bool(cell.alignment.wrap_text),
    }


def sheet(sheet):
    letters = map(get_column_letter, range(1, sheet.max_column + 1))
    return {
        "name": sheet.title,
        "freeze": sheet.freeze_panes,
        "filter": sheet.auto_filter.ref,
        "widths": [sheet.column_dimensions[letter].width for letter in letters],
        "rows": [[cell(each) for each in row] for row in sheet.iter_rows()],
    }


book = load_workbook(sys.argv[1])
properties = book.properties
json.dump(
    {
        "title": properties.title,
        "creator": properties.creator,
        "sheets": [sheet(each) for each in book.worksheets],
    },
    sys.stdout,
)
