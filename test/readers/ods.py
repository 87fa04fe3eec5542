"""Prints an ODS file as OpenDocument 1.2 says that it is read, as JSON."""

import json
import re
import sys
from datetime import datetime, time
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

OASIS = "urn:oasis:names:tc:opendocument:xmlns"
PREFIXES = {
    **{prefix: f"{OASIS}:{prefix}:1.0" for prefix in ("office", "table", "text", "style")},
    **{prefix: f"{OASIS}:{prefix}:1.0" for prefix in ("config", "meta", "manifest")},
    "number": f"{OASIS}:datastyle:1.0",
    "fo": f"{OASIS}:xsl-fo-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def named(name):
    prefix, local = name.split(":")
    return f"{{{PREFIXES[prefix]}}}{local}"


def attribute(element, name):
    return element.get(named(name))


def children(element, *names):
    wanted = [named(name) for name in names]
    return [child for child in element if child.tag in wanted]


def every(element, name):
    return element.iter(named(name))


def zip_part(name):
    return ElementTree.fromstring(archive.read(name))


# Elements within a paragraph, as characters that XML cannot hold.
SPACE, TAB, LINE_END = "\x01", "\x02", "\x03"


def characters(element):
    """6.1.1 to 6.1.5: character data, and the elements that stand for white space."""
    yield element.text or ""
    for child in element:
        if child.tag == named("text:s"):
            yield SPACE * int(attribute(child, "text:c") or 1)
        elif child.tag == named("text:tab"):
            yield TAB
        elif child.tag == named("text:line-break"):
            yield LINE_END
        else:
            raise ValueError(f"{child.tag} in a paragraph")
        yield child.tail or ""


def paragraph(element):
    collapsed = re.sub("[\t\n\r ]+", " ", "".join(characters(element))).strip(" ")
    return collapsed.replace(SPACE, " ").replace(TAB, "\t").replace(LINE_END, "\n")


def text(cell):
    """19.385: a cell's attribute counts before its paragraphs."""
    value = attribute(cell, "office:string-value")
    return "\n".join(map(paragraph, children(cell, "text:p"))) if value is None else value


def clock(duration):
    hours, minutes, seconds = re.fullmatch(r"PT(\d\d)H(\d\d)M([\d.]+)S", duration).groups()
    return time.fromisoformat(f"{hours}:{minutes}:{seconds}")


def value(cell):
    """The value, and its type in openpyxl's words: those of the tests of XLSX."""
    kind = attribute(cell, "office:value-type")
    if attribute(cell, "table:formula") is not None:
        return text(cell), "f"
    if kind is None:
        return None, "n"
    if kind == "float":
        return float(attribute(cell, "office:value")), "n"
    if kind == "boolean":
        return {"true": True, "false": False}[attribute(cell, "office:boolean-value")], "b"
    if kind == "date":
        return str(datetime.fromisoformat(attribute(cell, "office:date-value"))), "d"
    if kind == "time":
        return str(clock(attribute(cell, "office:time-value"))), "d"
    return {"string": text}[kind](cell), "s"


def places(element):
    return int(attribute(element, "number:decimal-places") or 0)


def format_part(element):
    name = element.tag.split("}")[1]
    if name == "text":
        return element.text
    if name == "boolean":
        return '"TRUE";"TRUE";"FALSE"'
    if name == "number":
        if attribute(element, "number:decimal-places") is None:
            return "General"
        integer = "0" * int(attribute(element, "number:min-integer-digits"))
        return integer + ("." + "0" * places(element) if places(element) else "")
    letters = {"year": "yyyy", "month": "mm", "day": "dd", "hours": "hh", "minutes": "mm"}
    if name == "seconds":
        return "ss" + ("." + "0" * places(element) if places(element) else "")
    return letters[name]


def properties(style, name):
    found = children(style, f"style:{name}-properties")
    return found[0] if found else ElementTree.Element("none")


def cell(element, default):
    style = styles[attribute(element, "table:style-name") or default]
    data = attribute(style, "style:data-style-name")
    held, kind = value(element)
    return {
        "value": held,
        "type": kind,
        "format": "".join(map(format_part, data_styles[data])) if data else "General",
        "bold": attribute(properties(style, "text"), "fo:font-weight") == "bold",
        "align": attribute(properties(style, "paragraph"), "fo:text-align"),
        "wrap": attribute(properties(style, "table-cell"), "fo:wrap-option") == "wrap",
    }


def column_width(column):
    style = attribute(column, "table:style-name")
    return style and attribute(properties(styles[style], "table-column"), "style:column-width")


def sheet(table):
    columns = list(every(table, "table:table-column"))
    defaults = [attribute(each, "table:default-cell-style-name") or "Default" for each in columns]
    headers = [row for rows in children(table, "table:table-header-rows") for row in rows]
    rows = headers + children(table, "table:table-row")
    name = attribute(table, "table:name")
    return {
        "name": name,
        "headers": len(headers),
        "frozen": frozen.get(name, 0),
        "filter": filters.get(name),
        "widths": [column_width(each) for each in columns],
        "rows": [
            [cell(each, default) for each, default in zip(row, defaults, strict=True)]
            for row in rows
        ],
    }


def frozen_rows(settings):
    """By the sheets' names: how many rows stay where they are."""
    rows = {}
    for entry in every(settings, "config:config-item-map-entry"):
        items = {attribute(item, "config:name"): item.text for item in entry}
        if items.get("VerticalSplitMode") == "2":
            rows[attribute(entry, "config:name")] = int(items["VerticalSplitPosition"])
    return rows


def filter_ranges(content):
    """By the sheets' names: the ranges of which a filter's buttons stand in the first row."""
    ranges = {}
    for each in every(content, "table:database-range"):
        assert attribute(each, "table:display-filter-buttons") == "true"
        address = attribute(each, "table:target-range-address")
        pattern = r"'(?P<name>.*)'\.(?P<first>\w+):'(?P=name)'\.(?P<last>\w+)"
        found = re.fullmatch(pattern, address, re.DOTALL)
        ranges[found["name"].replace("''", "'")] = f"{found['first']}:{found['last']}"
    return ranges


def check_package():
    """Part 3, 2.2 and 3.3: what a file must be to be known, and that it names its parts."""
    first, *others = archive.infolist()
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
    mime_type = archive.read(first).decode()
    manifest = zip_part("META-INF/manifest.xml")
    entries = {attribute(each, "manifest:full-path"): each for each in manifest}
    assert attribute(entries.pop("/"), "manifest:media-type") == mime_type
    assert mime_type == "application/vnd.oasis.opendocument.spreadsheet"
    assert {*entries, "META-INF/manifest.xml"} == {each.filename for each in others}


with ZipFile(sys.argv[1]) as archive:
    check_package()
    content, common = zip_part("content.xml"), zip_part("styles.xml")
    meta, frozen = zip_part("meta.xml"), frozen_rows(zip_part("settings.xml"))

filters = filter_ranges(content)
styles = {
    attribute(style, "style:name"): style
    for part in (common, content)
    for style in every(part, "style:style")
}
data_styles = {
    attribute(style, "style:name"): style
    for kind in ("number", "date", "time", "boolean")
    for style in every(common, f"number:{kind}-style")
}
title = next(every(meta, "dc:title"), None)
json.dump(
    {
        "title": None if title is None else title.text,
        "generator": next(every(meta, "meta:generator")).text,
        "sheets": [sheet(table) for table in every(content, "table:table")],
    },
    sys.stdout,
)
