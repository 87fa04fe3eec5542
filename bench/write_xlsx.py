"""What a script would do: a SQLite query's rows into a workbook, the fastest way of openpyxl."""

import sqlite3
import sys

import openpyxl

if sys.argv[1] == "--version":
    sys.exit(print(openpyxl.__version__))

database, query, output = sys.argv[1:]
rows = sqlite3.connect(database).execute(query)
workbook = openpyxl.Workbook(write_only=True)
sheet = workbook.create_sheet()
sheet.append([column[0] for column in rows.description])
for row in rows:
    sheet.append(row)
workbook.save(output)
