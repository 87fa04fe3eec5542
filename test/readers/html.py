"""Prints the title, the tables and the parse errors of an HTML page, as html5lib has them."""

import json
import sys

import html5lib


def text(element):
    """The text within, a <br> being a line end."""
    if element.tag == "br":
        return "\n"
    inner = (text(child) + (child.tail or "") for child in element)
    return (element.text or "") + "".join(inner)


def cell(element):
    return {"text": text(element), "class": element.get("class", "")}


def table(element):
    caption = element.find("caption")
    return {
        "caption": None if caption is None else text(caption),
        "header": [cell(each) for each in element.iterfind("thead/tr/th")],
        "rows": [[cell(each) for each in row.iterfind("td")] for row in element.iterfind("tbody/tr")],
    }


def element(each):
    """An element of the body, with the text of those in which there is nothing but text."""
    attributes = dict(each.attrib)
    return {"tag": each.tag, "attributes": attributes, "text": text(each) if each.tag not in blocks else ""}


blocks = {"section", "table", "thead", "tbody", "tr", "colgroup"}

parser = html5lib.HTMLParser(namespaceHTMLElements=False)
with open(sys.argv[1], "rb") as file:
    page = parser.parse(file)
title = page.find("head/title")
json.dump(
    {
        "title": None if title is None else title.text,
        "errors": [code for _, code, _ in parser.errors],
        "headings": [text(each) for each in page.iter("h1")],
        "elements": [element(each) for each in page.find("body").iter() if each.tag != "body"],
        "tables": [table(each) for each in page.iter("table")],
    },
    sys.stdout,
)
