"""The engine of the extra `ocr`: RapidOCR with the models that lie in its wheel; nothing is asked of the network."""

from importlib.metadata import version
from itertools import pairwise
from typing import Any

import numpy
from PIL import Image
from rapidocr import RapidOCR

from hospital_tui.parsing.inputs.scan.pictures import Ink, Picture
from hospital_tui.parsing.inputs.scan.seeing import Found

_TALL = 2.0
"""A box so much taller than wide holds words set upright."""
_LONGEST = 8000


class Rapid:
    """Lines by PP-OCR."""

    def __init__(self) -> None:
        self.name = f"rapidocr {version('rapidocr')}"
        self._engine = RapidOCR(
            params={
                "Global.use_cls": False,
                "Global.log_level": "error",
                "Global.max_side_len": _LONGEST,
                "Global.text_score": 0.0,
                "Global.return_word_box": True,
                "Global.return_single_char_box": True,
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )

    def read(self, page: Picture) -> list[Found]:
        """The lines, in any order."""
        said = self._engine(_array(page), use_det=True)
        if said.boxes is None:
            return []
        placed = [one for one in said.word_results or () if one][::-1]
        found = []
        for box, text, score in zip(said.boxes, said.txts, said.scores, strict=True):
            corners = tuple((float(x), float(y)) for x, y in box)
            middles: tuple[float, ...] = ()
            if placed and "".join(letter for letter, _, _ in placed[-1]) == "".join(text.split()):
                middles = tuple((spot[0][0] + spot[1][0]) / 2 for _, _, spot in placed.pop())
            width, height = corners[1][0] - corners[0][0], corners[3][1] - corners[0][1]
            if height > _TALL * width:
                found.append(self._upright(page, corners) or Found(text, float(score), corners))
                continue
            found.append(Found(text, float(score), corners, middles))
        return found

    def _upright(self, page: Picture, corners: tuple[tuple[float, float], ...]) -> Found | None:
        """Words set upright: their characters side by side, and read as a line."""
        across, down = [x for x, _ in corners], [y for _, y in corners]
        ink = Ink(page)
        left, top, right, bottom = ink.within(min(across), min(down), max(across), max(down))
        width = right - left
        gaps = ink.gaps(left, top, right, bottom, 1, down=True)
        cuts = [top, *((a + b) // 2 for a, b in gaps), bottom]
        pieces: list[tuple[int, int]] = []
        for start, end in pairwise(cuts):  # 二 is two strokes, one character
            if pieces and end - pieces[-1][0] <= 1.15 * width:
                pieces[-1] = (pieces[-1][0], end)
            else:
                pieces.append((start, end))
        strip = Image.new("L", (len(pieces) * round(1.1 * width) + width, round(1.4 * width)), 255)
        for place, (start, end) in enumerate(pieces):
            part = page.crop((left - 2, start, right + 2, end))
            strip.paste(part, (width // 2 + place * round(1.1 * width), (strip.height - part.height) // 2))
        said = self._engine(_array(strip), use_det=False)
        return Found(said.txts[0], float(said.scores[0]), corners) if said.txts and said.txts[0] else None


def _array(page: Picture) -> Any:
    """The page as the engine takes it: rows of blue, green and red."""
    return numpy.repeat(numpy.asarray(page)[:, :, None], 3, axis=2)
