"""data/ is what parsing seeds/ gives, down to the last character."""

from pathlib import Path

from click.testing import CliRunner
from hospital_tui.commands.main import cli

ROOT = Path(__file__).parents[2]


def test_parsing_the_seeds_again_gives_data(tmp_path: Path) -> None:
    sources = sorted(str(path) for path in (ROOT / "seeds").glob("*.txt"))
    result = CliRunner().invoke(cli, ["parse", *sources, "-o", str(tmp_path)])
    assert result.exit_code == 0, result.output
    kept = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "data").iterdir()}
    made = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert made.keys() == kept.keys()
    stale = [name for name in kept if made[name] != kept[name]]
    assert stale == [], "made anew by: hospital-tui parse seeds/*.txt -o data"
