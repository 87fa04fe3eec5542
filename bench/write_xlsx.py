"""What a script would do: a SQLite query's rows into a workbook, in the way of a library that holds
the fewest of them. The library's name comes first."""

import sqlite3
import sys

library, *words = sys.argv[1:]
module = __import__(library)

if words[0] == "--version":
    sys.exit(print(module.__version__))

database, query, output = words
rows = sqlite3.connect(database).execute(query)
names = [column[0] for column in rows.description]
if library == "openpyxl":
    workbook = module.Workbook(write_only=True)
    sheet = workbook.create_sheet()
    sheet.append(names)
    for row in rows:
        sheet.append(row)
    workbook.save(output)
else:
    workbook = module.Workbook(output, {"constant_memory": True})
    sheet = workbook.add_worksheet()
    sheet.write_row(0, 0, names)
    for number, row in enumerate(rows, 1):
        sheet.write_row(number, 0, row)
    workbook.close()
