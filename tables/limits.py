"""What a table file may hold. Over a limit it is refused, before it can cost much memory or time.

Together they keep reading any file, also a hostile one, under 10 seconds and (with the portal around it) 300 MB.
"""

MAX_BYTES = 10 * 1024**2  # the file itself
MAX_PASTED = 2_500_000  # characters of a pasted text
MAX_ROWS = 5_000  # filled rows of all tables together; the first of each table, its headings, is free
MAX_LINES = 1_100_000  # of a csv, the blank ones too: a sheet of Excel has 1,048,576 rows
MAX_COLUMNS = 200  # of one table, up to the last one with something in it
MAX_CELLS = 200_000  # filled cells of all tables together
MAX_TEXT = 10_000_000  # characters in all cells together, and in all XML that is read
MAX_CELL_TEXT = 100_000  # characters in one cell, and in one run of text of an XML file (a cell of Excel holds 32,767)
MAX_COVERED = 500_000  # cells under the merged cells of one sheet
MAX_FIELDS = 16_384  # cells in one row of a csv, the empty ones too: as many as Excel has columns
MAX_REMARKS = 100
MAX_RECORDS = 1_500_000  # of an .xls

# A pdf, which a process of its own reads.
MAX_PAGES = 200
PDF_SECONDS = 10  # of processor time
PDF_MEMORY = 300 * 1024**2  # bytes of address space
PDF_WAIT = 60  # seconds in all, on a machine that is busy

# The zip that a docx, xlsx or ods is.
MAX_ENTRIES = 2_000
MAX_INFLATED = 100 * 1024**2  # bytes of all entries together, as declared; no more than declared is ever inflated
MAX_RATIO = 200  # inflated to compressed bytes, for entries over FREE_OF_RATIO
FREE_OF_RATIO = 5 * 1024**2

# The XML in it.
MAX_ELEMENTS = 600_000  # of all parts that are read
MAX_ATTRIBUTES = 2_000_000
MAX_ELEMENTS_AT_ONCE = 100_000  # in one row or paragraph: these are in memory together
MAX_NAMES = 5_000  # different names of elements and attributes in one part
MAX_NAME = 300  # characters in a name, and in the address of a namespace
MAX_DEPTH = 150
MAX_STYLES = 10_000  # of a Word document: Word itself holds 4,079
MAX_TOKEN = 1024**2  # bytes in one tag or comment
