"""Office files are zip archives; equal documents should be equal files."""

import io
import zipfile

FIRST_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def with_fixed_dates(content: bytes) -> bytes:
    """Return the archive with the same parts and fixed dates inside."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            target.writestr(
                zipfile.ZipInfo(item.filename, FIRST_ZIP_DATE), source.read(item), zipfile.ZIP_DEFLATED, compresslevel=6
            )
    return made.getvalue()
