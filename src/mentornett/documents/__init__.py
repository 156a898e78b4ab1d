"""Neutral blocks in, files out: Word, tagged PDF, Excel, CSV and SVG charts. Pure Python, knows no Django.

Build a `blocks.Document` and call `word.as_word` or `pdf.as_pdf`; build `sheets.Sheet` and call `excel.as_excel`
or `csv_file.as_csv`. All of them return a `files.File`.
"""
