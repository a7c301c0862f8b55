"""Hostile files of all forms: an article that loses nothing, or a refusal in words; never an exception, never long."""

import time

import pytest
from hospital_tui.parsing import check, parse
from hospital_tui.parsing.inputs import InputError, interpret
from hospital_tui.parsing.inputs.proof import prove
from hospital_tui.speech import t

from .hostile import KINDS, hostile

EACH = 12
SECONDS = 10.0
"""What a file may take on a machine that others use as well."""


@pytest.mark.parametrize("kind", range(len(KINDS)), ids=[kind.__name__ for kind in KINDS])
def test_hostile_files(kind: int) -> None:
    for number in range(kind, kind + EACH * len(KINDS), len(KINDS)):
        name, data = hostile(number)
        begun = time.process_time()
        try:
            source = interpret(data, name)
        except InputError as error:
            assert t(f"input.{error.reason}", detail=error.detail) != f"input.{error.reason}", error
        else:
            reading = source.reading
            articles = parse(
                source.text, file=name, sha256=source.sha256, facts=reading.facts, layout=reading.parts
            )
            assert not check(source.text, articles), number
            proof = prove(source)
            assert proof is None or proof.missing == 0, number
        assert time.process_time() - begun < SECONDS, number
