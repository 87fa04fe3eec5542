"""Prints how an XLSX file shows its sheets, as openpyxl reads it, as JSON."""

import json
import sys
import warnings

from openpyxl import load_workbook

warnings.simplefilter("error")  # openpyxl warns of what it does not understand


def color(one):
    return one.rgb[2:] if one is not None and one.type == "rgb" else None


def plain(value):
    return value if value is None or isinstance(value, (bool, int, float)) else str(value)


def cell(cell, cached):
    formula = cell.value if cell.data_type == "f" else None
    link = cell.hyperlink and cell.hyperlink.location
    filled = cell.fill.fill_type == "solid"
    return {
        "value": plain(cached.value),
        "formula": formula,
        "format": cell.number_format,
        "bold": cell.font.bold,
        "italic": cell.font.italic,
        "size": cell.font.sz,
        "color": color(cell.font.color),
        "fill": color(cell.fill.fgColor) if filled else None,
        "align": cell.alignment.horizontal,
        "wrap": bool(cell.alignment.wrap_text),
        "link": link,
    }


def sheet(sheet, cached):
    rows = range(1, sheet.max_row + 1)
    return {
        "name": sheet.title,
        "freeze": sheet.freeze_panes,
        "filter": sheet.auto_filter.ref,
        "printTitles": sheet.print_title_rows,
        "printArea": sheet.print_area,
        "orientation": sheet.page_setup.orientation,
        "footer": [sheet.oddFooter.left.text, sheet.oddFooter.right.text],
        "grid": sheet.sheet_view.showGridLines,
        "outlines": [sheet.row_dimensions[row].outlineLevel for row in rows],
        "heights": [sheet.row_dimensions[row].height for row in rows],
        "widths": {key: one.width for key, one in sheet.column_dimensions.items()},
        "rows": [
            [cell(*both) for both in zip(*each)]
            for each in zip(sheet.iter_rows(), cached.iter_rows(), strict=True)
        ],
    }


book, cached = load_workbook(sys.argv[1]), load_workbook(sys.argv[1], data_only=True)
json.dump([sheet(*both) for both in zip(book.worksheets, cached.worksheets)], sys.stdout)
