"""check and cite: what the library finds and knows, in every form."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

FALSE = """清河市中心医院2023年发展纪实

清河市中心医院全年完成手术800例，其中微创手术500例，占40.5%。门诊量由10万人次增至15万人次，增长20%。
"""


@pytest.fixture
def added(stock: Callable[[str], None]) -> None:
    stock(FALSE)


def test_planted_faults_are_found_with_their_arithmetic(run: Run, added: None) -> None:
    done = run("check", "--verdict", "fails", "--format", "json")
    found = json.loads(done.stdout)
    said = {row["rule"]: row["arithmetic"] for row in found if row["place"] == 1}
    assert said == {
        "percent_of": "500 ÷ 800 = 62.5% ≠ 40.5%",
        "change": "150,000 ÷ 100,000 − 1 = 50% ≠ 20%",
    }
    assert {row["place"] for row in found} == {1, 2, 3}


def test_the_table_says_how_many_of_each_verdict(run: Run, added: None) -> None:
    done = run("check", "--hospital", "清河", "--lang", "en")
    assert "✗ does not hold 2" in done.stderr
    assert done.stdout.count("✗") == 2


def test_a_query_chooses_the_hospitals(run: Run, added: None) -> None:
    assert "清河" not in run("check", "医院:长治").stdout
    assert "清河" in run("check", "微创手术").stdout
    assert run("check", "--hospital", "没有").exit_code == 2


def test_check_exports_citations(run: Run, added: None, tmp_path: Path) -> None:
    done = run("check", "--format", "csv", "--lang", "zh")
    rows = list(csv.DictReader(io.StringIO(done.stdout_bytes.decode("utf-8-sig"))))
    assert rows and all(row["出处"] for row in rows)


@pytest.mark.parametrize("style", ["gbt", "bibtex", "ris", "csl"])
def test_every_style_cites_every_article_once(run: Run, style: str) -> None:
    done = run("cite", "--style", style)
    assert done.exit_code == 0
    titles = done.stdout.count("守望生命花开 护航妇幼健康")
    assert titles == 1


def test_an_address_names_passage_and_figure(run: Run) -> None:
    rows = json.loads(run("figures", "--format", "json", "--limit", "3").stdout)
    row = rows[0]
    address = f"{row['passage_id'].partition('@')[0]}@{row['start']}"
    done = run("cite", address, "--style", "csl")
    (item,) = json.loads(done.stdout)
    assert row["text"] in item["note"] and address in item["note"]
    assert run("cite", "0123456789ab@5").exit_code == 2
