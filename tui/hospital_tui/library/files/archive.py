"""Archives (zip) that are written whatever the clock says: the format holds the years 1980 to 2107 only."""

import zipfile
from typing import Any


class Archive(zipfile.ZipFile):
    """One to be written. What has no time of its own has none here; a file's is the nearest that the format holds."""

    def __init__(self, file: Any) -> None:
        super().__init__(file, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False)

    def writestr(
        self,
        zinfo_or_arcname: str | zipfile.ZipInfo,
        data: Any,
        compress_type: int | None = zipfile.ZIP_DEFLATED,
        compresslevel: int | None = None,
    ) -> None:
        """Write what is no file, for its owner alone."""
        info = zinfo_or_arcname
        if not isinstance(info, zipfile.ZipInfo):
            info = zipfile.ZipInfo(info)
            info.external_attr = 0o600 << 16
        super().writestr(info, data, compress_type, compresslevel)
