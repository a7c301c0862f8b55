"""Extras: what each brings."""

WORDS: dict[str, str] = {
    "doctor.extras": "Extras",
    "doctor.brings.pdf": "reads newspaper pages as PDF, 8 MB",
    "doctor.brings.xlsx": "writes spreadsheets",
    "doctor.brings.parquet": "writes Parquet, and shards of very many sources, 45 MB",
    "doctor.brings.cluster": "parses on a dask cluster",
    "doctor.brings.web": "the program in a browser (serve), 6 MB",
    "doctor.brings.office": "reads old Word and WPS documents (.doc .wps)",
    "detail.place": "printed",
    "detail.on_page": "page {page}, {left}–{right} mm from the left, {top}–{bottom} mm from the top",
}
