"""Which kinds of table files are read, and how that is said: forms and refusals ask it here."""

# By extension: the kind that is read (`tables.model.Kind`).
READ = {
    **{".docx": "docx", ".xlsx": "xlsx", ".xls": "xls", ".ods": "ods"},
    **{".csv": "csv", ".txt": "csv", ".tsv": "csv", ".pdf": "pdf"},
}
SHOWN = (".docx", ".xlsx", ".xls", ".ods", ".csv", ".pdf")  # what a user chooses from
SHEETS = (".xlsx", ".xls", ".ods")  # of these, those with sheets
WORKBOOKS = frozenset({".docx", *SHEETS})  # of which `tables.limits` says how large they may be
ACCEPT = ",".join(SHOWN)  # for <input accept>
SENTENCE = "Word (.docx), Excel (.xlsx of .xls), OpenDocument (.ods), .csv of een pdf daarvan (.pdf)"
SAVE_AS = ".docx, .xlsx, .ods of .csv"  # what to save a table as that is in another kind of file
NAMES = {  # what a file is, in a sentence
    "docx": "een Word-document (.docx)",
    "xlsx": "een Excel-bestand (.xlsx)",
    "xls": "een Excel-bestand in de oude vorm (.xls)",
    "ods": "een OpenDocument-bestand (.ods)",
    "pdf": "een pdf",
    "csv": "een ander soort bestand",
}
