from __future__ import annotations

import json
import re

import pytest

from verbale.store.models import Copy, Report, Statement
from verbale.store.opening import open_store

pytestmark = pytest.mark.django_db


def counts(result) -> str:
    return [line for line in result.stderr.splitlines() if re.match(r"[\d,]+ reports?: ", line)][-1]


def test_files_are_read_and_kept(run, reports):
    result = run("add", *reports)
    assert result.exit_code == 0, result.stderr
    assert counts(result) == "40 reports: 40 added, 0 copies, 0 known"
    report = Report.objects.get(doc="07.txt")
    assert report.text.read() == reports[7].read_bytes()
    assert report.raw_id == report.text_id
    assert [row.content for row in Statement.objects.filter(report=report)] == ["обещание7"]


def test_again_nothing_is_read(run, reports, monkeypatch):
    run("add", *reports)
    monkeypatch.setattr("verbale.cli.processes.run_in_processes", lambda *_: pytest.fail("read again"))
    result = run("add", *reports)
    assert (result.exit_code, counts(result)) == (0, "40 reports: 0 added, 0 copies, 40 known")


def test_a_folder_with_others_in_it(run, tmp_path):
    folder = tmp_path / "news"
    (folder / "may" / ".git").mkdir(parents=True)
    (folder / "may" / "2.TXT").write_text("Посол заявил, что мост открыт", encoding="utf-8")
    paragraph = (
        "<p>Министр заявил в Лимаре, что порт закрыт на ремонт до самой осени и суда уйдут в соседние гавани.</p>"
    )
    page = f"<html><body><article><h1>Порт закрыт</h1>{paragraph * 5}</article></body></html>"
    (folder / "1.html").write_text(page, encoding="utf-8")
    (folder / "table.csv").write_text("a,b", encoding="utf-8")
    (folder / ".hidden.txt").write_text("a", encoding="utf-8")
    (folder / "may" / ".git" / "x.txt").write_text("a", encoding="utf-8")
    (folder / "gone.txt").symlink_to(folder / "nothing.txt")
    result = run("add", folder)
    assert result.exit_code == 0, result.stderr
    told = "2 reports: 2 added, 0 copies, 0 known; 3 files skipped: "
    assert counts(result).startswith(told)
    for reason in ("1 hidden", "1 no regular file", "1 not .txt, .html or .htm"):
        assert reason in counts(result)
    assert sorted(Report.objects.values_list("doc", flat=True)) == ["1.html", "may/2.TXT"]


def test_a_named_file_is_tried_whatever_it_is_called(run, tmp_path):
    path = tmp_path / "report.dat"
    path.write_text("Посол заявил, что мост открыт", encoding="utf-8")
    assert counts(run("add", path)) == "1 report: 1 added, 0 copies, 0 known"


def test_standard_input(run):
    result = run("add", "-", stdin="Посол заявил, что мост открыт")
    assert counts(result) == "1 report: 1 added, 0 copies, 0 known"
    assert Report.objects.get().doc == "stdin"


def test_what_is_dropped_is_said_with_its_reason(run, reports, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "broken.txt").write_text("Сломайся же наконец, страшная машина", encoding="utf-8")
    result = run("add", reports[0], tmp_path / "empty.txt", tmp_path / "none.txt", tmp_path / "broken.txt", reports[1])
    assert result.exit_code == 1
    assert counts(result).startswith("5 reports: 2 added, 0 copies, 0 known; 3 dropped: ")
    for reason in ("1 empty", "1 cannot be opened", "1 failed"):
        assert reason in counts(result)
    assert "none.txt: there is no such file" in result.stderr
    assert Report.objects.count() == 2


def test_options_say_what_the_reports_do_not(run, reports):
    result = run("add", reports[0], "--published", "2031-05-12", "--outlet", "Полюс", "--language", "ru")
    assert result.exit_code == 0, result.stderr
    report = Report.objects.get()
    assert (report.published, report.outlet, report.language) == ("2031-05-12", "Полюс", "ru")
    assert counts(run("add", reports[0], "--outlet", "Полюс")) == "1 report: 0 added, 0 copies, 1 known"
    assert counts(run("add", reports[0], "--outlet", "Курьер")) == "1 report: 0 added, 1 copy, 0 known"
    assert Copy.objects.get().outlet == "Курьер"


def test_records(run, reports, tmp_path):
    lines = run("read", *reports[:3], "--json").stdout.splitlines()
    broken = json.loads(lines[1])
    broken["statements"][0]["content"] = [[0, 3]]
    path = tmp_path / "records.jsonl"
    path.write_text("\n".join([lines[0], json.dumps(broken), "{}", "", lines[2]]), encoding="utf-8")
    result = run("add", path)
    assert result.exit_code == 1
    assert counts(result) == "4 reports: 2 added, 0 copies, 0 known; 2 dropped: 2 records that do not hold"
    assert "records.jsonl: line 2: " in result.stderr
    assert "records.jsonl: line 3: " in result.stderr
    assert counts(run("add", path, tmp_path / "none.jsonl")).startswith(
        "5 reports: 0 added, 0 copies, 2 known; 3 dropped"
    )


def test_records_give_what_reading_gives(run, reports, tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_text(run("read", *reports[:3], "--json").stdout, encoding="utf-8")
    run("add", path)
    known = set(Statement.objects.values_list("key", "content"))
    Report.objects.update(reading=None)
    Report.objects.all().delete()
    run("add", *reports[:3])
    assert set(Statement.objects.values_list("key", "content")) == known


@pytest.mark.parametrize("jobs", [0, 2])
def test_several_processes(run, reports, jobs):
    result = run("add", *reports, "--jobs", jobs)
    assert counts(result) == "40 reports: 40 added, 0 copies, 0 known"
    assert list(Report.objects.order_by("pk").values_list("doc", flat=True)) == [path.name for path in reports]


def test_a_store_that_cannot_be_written_is_one_line(run, reports, monkeypatch):
    from verbale.errors import StoreUnavailable

    def fails(*_: object) -> None:
        raise StoreUnavailable("store.sqlite3: there is no room on its disk; make room")

    monkeypatch.setattr("verbale.store.keeping.adding.keep", fails)
    result = run("add", *reports)
    assert result.exit_code == 1
    assert "verbale: store.sqlite3: there is no room on its disk; make room" in result.stderr
    assert counts(result) == "0 reports: 0 added, 0 copies, 0 known"
    assert "Traceback" not in result.stderr


def test_the_store_is_there_after_nothing_was_added(run, tmp_path):
    (tmp_path / "news").mkdir()
    assert counts(run("add", tmp_path / "news")) == "0 reports: 0 added, 0 copies, 0 known"
    open_store()
