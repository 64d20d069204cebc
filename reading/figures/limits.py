"""What files with figures may hold. Together they keep reading under 300 MB; over a limit a file is refused."""

MAX_BYTES = 150 * 1024**2
MAX_FIGURES = 500_000  # of all files together; the largest table of Veilig Thuis that concerns us has 479,402
MAX_SERIES = 5_000  # combinations of topic and categories in one file
MAX_PROBLEMS = 5_000  # told one by one; beyond them only their number
MAX_CELL = 10_000  # characters in one cell of a csv
MAX_COLUMNS = 2_000
MAX_ELEMENT = 20 * 1024**2  # characters of one element of a JSON list, and of a part that is no list
MAX_LABELS = 200_000  # different labels of areas, periods and values that are remembered
