from typer.testing import CliRunner

from verbale.cli.app import app
from verbale.samples import paths


def test_bench_says_how_fast_it_reads():
    found = CliRunner().invoke(app, ["bench", str(next(iter(paths())))])
    assert found.exit_code == 0, found.output
    figures = {line[:36].strip(): line[36:].strip() for line in found.output.splitlines()}
    assert figures["reports"] == "1"
    assert float(figures["tokens a second"].replace(",", "")) > 0


def test_bench_names_a_missing_file():
    found = CliRunner().invoke(app, ["bench", "no-such-file.txt"])
    assert found.exit_code == 1
    assert "no-such-file.txt" in found.output
