"""`newsgraph review` and the replay of judgements, as a user calls them: over pipes, and in a real pseudo-terminal."""

import csv
import fcntl
import hashlib
import io
import json
import os
import pty
import select
import shutil
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

import newsgraph
from newsgraph.cli import main
from newsgraph.errors import NewsgraphError
from newsgraph.model import Judgement, Kind, LocalEntity, Verdict
from newsgraph.pipeline import resolve_again
from newsgraph.resolve.judgements import HEADER, parse
from newsgraph.review import joined_pairs, open_pairs
from newsgraph.store import FILES, read_judgements

SAMPLES = Path(__file__).parents[2] / "data" / "articles"
TEXTS = ("trig", "turtle", "jsonld", "graphml", "html")
OFFER = "service test"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("review") / "graph")


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    made = tmp_path / "graph"
    shutil.copytree(built, made)
    return made


def build(folder: Path, *options: str, sources: Path = SAMPLES) -> Path:
    assert main(["build", str(sources), "--out", str(folder), "--extractor", "rules", "--quiet", *options]) == 0
    return folder


def people(folder: Path) -> list[LocalEntity]:
    """Return one local entity of each of several people whom nothing but a judgement would join."""
    found: dict[str, LocalEntity] = {}
    for local in newsgraph.load(folder).local_entities:
        if local.kind is Kind.PERSON and len(local.key.split()) == 2 and local.namings:
            found.setdefault(local.key, local)
    words: set[str] = set()
    chosen = []
    for key, local in sorted(found.items()):
        if not words & set(key.split()):
            words |= set(key.split())
            chosen.append(local)
    return chosen[:5]


def line(verdict: str, left: LocalEntity, right: LocalEntity, by: str = "ana", why: str = "read both") -> str:
    return f"{verdict}\t{left.id}\t{right.id}\t{by}\t2026-03-11\t{why}\t{left.name}\t{right.name}\n"


def offer(folder: Path, pairs: Iterable[tuple[LocalEntity, LocalEntity]]) -> str:
    """Leave the pairs open in the folder's file, as a service would, and return the text."""
    text = HEADER + "".join(line("open", left, right, OFFER, "alike") for left, right in pairs)
    (folder / "judgements.tsv").write_text(text, "utf-8")
    return text


def digests(folder: Path) -> dict[str, str]:
    found = {name: hashlib.sha256((folder / FILES[name]).read_bytes()).hexdigest() for name in TEXTS}
    report = json.loads((folder / FILES["report"]).read_text("utf-8"))
    del report["timings"]
    return {**found, "report": json.dumps(report)}


def said(folder: Path) -> list[tuple[str, str, str]]:
    return [(one.verdict, one.by, one.reason) for one in read_judgements(folder / "judgements.tsv").parsed.judgements]


def entity_of(folder: Path, local: LocalEntity) -> str | None:
    return next(one.entity for one in newsgraph.load(folder).local_entities if one.id == local.id)


def review(folder: Path, *options: str, answers: str = "", code: int = 0) -> str:
    """Call the program in a process of its own with the answers piped in; return what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "newsgraph", "review", str(folder), *options],
        input=answers.encode("utf-8", "surrogateescape"), capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stderr.decode()
    return (done.stdout if code == 0 else done.stderr).decode()


@pytest.fixture(scope="module")
def offered(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("offered") / "graph"
    shutil.copytree(built, folder)
    text = HEADER
    for pair in open_pairs(newsgraph.load(folder)):
        text += f"different\t{pair.left.identifier}\t{pair.right.identifier}\tcleared\t2026-01-01\tout of the way\n"
    a, b, c = people(folder)[:3]
    for left, right in ((a, b), (b, c), (a, c)):
        text += line("open", left, right, OFFER, "alike")
    (folder / "judgements.tsv").write_text(text, "utf-8")
    return build(folder)


@pytest.fixture
def asked(offered: Path, tmp_path: Path) -> Path:
    """A graph in which three pairs of people are open and nothing else is: a and b, b and c, a and c."""
    shutil.copytree(offered, tmp_path / "asked")
    return tmp_path / "asked"


def asked_people(folder: Path) -> list[LocalEntity]:
    records = [r for r in read_judgements(folder / "judgements.tsv").parsed.records if r.judgement.by == OFFER]
    there = {local.id: local for local in newsgraph.load(folder).local_entities}
    ids = [identifier for record in records[:2] for identifier in record.pair]
    b = next(one for one in ids if ids.count(one) == 2)
    a = next(one for one in records[0].pair if one != b)
    c = next(one for one in records[1].pair if one != b)
    return [there[a], there[b], there[c]]


def new(folder: Path) -> list[tuple[str, str, str]]:
    return [one for one in said(folder) if one[1] not in (OFFER, "cleared")]


def test_answers_over_a_pipe_are_written_and_the_graph_follows(asked: Path) -> None:
    a, b, c = asked_people(asked)
    before = digests(asked)
    out = review(asked, "--by", "ana", answers="s one seat, one town\nd\nq\n")
    assert "Question 1 of 3" in out
    assert "alike (service test)" in out
    assert "2 answers are kept in" in out
    first, second = new(asked)
    assert first == ("same", "ana", "one seat, one town")
    assert second == ("different", "ana", "both passages read")
    assert digests(asked) != before
    assert main(["check", str(asked)]) == 0
    pairs = {frozenset(r.pair): r.judgement for r in read_judgements(asked / "judgements.tsv").parsed.records}
    joined = [pair for pair, judgement in pairs.items() if judgement.verdict is Verdict.SAME]
    (left, right) = [local for local in (a, b, c) if local.id in joined[0]]
    assert entity_of(asked, left) == entity_of(asked, right)
    assert all(judgement.when == date.today() for judgement in pairs.values() if judgement.by == "ana")


def test_the_folder_is_then_what_a_build_would_make(asked: Path, tmp_path: Path) -> None:
    review(asked, "--by", "ana", answers="s\ns\n")
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    shutil.copy(asked / "judgements.tsv", fresh)
    build(fresh)
    assert digests(fresh) == digests(asked)
    assert newsgraph.load(fresh) == newsgraph.load(asked)
    assert (fresh / "judgements.tsv").read_bytes() == (asked / "judgements.tsv").read_bytes()


def test_a_line_taken_out_is_undone_by_the_next_build(folder: Path) -> None:
    before, (a, b, *_) = digests(folder), people(folder)
    (folder / "judgements.tsv").write_text(HEADER + line("same", a, b), "utf-8")
    build(folder)
    assert entity_of(folder, a) == entity_of(folder, b)
    assert digests(folder) != before
    (folder / "judgements.tsv").write_text(HEADER, "utf-8")
    build(folder)
    assert digests(folder) == before


def test_undo_brings_back_the_graph_there_was(asked: Path) -> None:
    before, text = digests(asked), (asked / "judgements.tsv").read_text("utf-8")
    a, b, _ = asked_people(asked)
    added = line("same", a, b).replace("2026-03-11", "2026-03-12")
    (asked / "judgements.tsv").write_text(text.replace(line("open", a, b, OFFER, "alike"), "") + added, "utf-8")
    build(asked)
    assert entity_of(asked, a) == entity_of(asked, b)
    out = review(asked, "--undo")
    assert f"Took back: {a.name} and {b.name} are same, said ana." in out or "Took back" in out
    assert entity_of(asked, a) != entity_of(asked, b)
    (asked / "judgements.tsv").write_text(text, "utf-8")
    review(asked, answers="q\n")
    assert digests(asked) == before


def test_undo_takes_back_several_and_no_more_than_there_are(asked: Path) -> None:
    count = len(said(asked))
    review(asked, "--undo", "2")
    assert len(said(asked)) == count - 2
    before = (asked / "judgements.tsv").read_bytes()
    assert f"too few to take back {count}" in review(asked, "--undo", str(count), code=2)
    assert (asked / "judgements.tsv").read_bytes() == before


def test_what_follows_from_other_answers_is_not_asked(asked: Path) -> None:
    out = review(asked, "--by", "ana", answers="s\ns\n")
    assert "1 question needed no asking" in out
    assert len(new(asked)) == 2


def test_an_answer_that_contradicts_is_explained_and_not_taken(asked: Path) -> None:
    a, b, c = asked_people(asked)
    text = (asked / "judgements.tsv").read_text("utf-8")
    kept = text.replace(line("open", a, c, OFFER, "alike"), line("different", a, c, "li"))
    (asked / "judgements.tsv").write_text(kept, "utf-8")
    # The second "same" would make a and c one, so it is never asked: what follows is known.
    out = review(asked, "--by", "ana", answers="s\ns\n")
    assert "1 question needed no asking" in out
    assert [one[0] for one in new(asked)] == ["different", "same"]
    graph = newsgraph.load(asked)
    wrong = [Judgement(*pair, Verdict.SAME, 1.0, "x", "li", date(2026, 1, 1)) for pair in ((a.id, b.id), (b.id, c.id))]
    wrong.append(Judgement(a.id, c.id, Verdict.DIFFERENT, 1.0, "x", "li", date(2026, 1, 1)))
    with pytest.raises(NewsgraphError, match="judgement 1 says that"):
        resolve_again(graph, judgements=wrong)


def test_back_takes_the_answer_back_and_asks_again(asked: Path) -> None:
    out = review(asked, "--by", "ana", answers="b\nd wrong key\nb\ns other\nq\n")
    assert "This is the first question." in out
    assert "Its answer is taken back." in out
    assert new(asked) == [("same", "ana", "other")]
    review(asked, "--undo")
    assert new(asked) == []


def test_what_a_person_left_open_is_asked_again_only_on_request(asked: Path) -> None:
    review(asked, "--by", "ana", answers="o too little\nn\nq\n")
    assert new(asked) == [("open", "ana", "too little")]
    assert "2 open pairs." in review(asked, "--list")
    assert "3 open pairs." in review(asked, "--list", "--again")
    review(asked, "--by", "li", "--again", "--limit", "3", answers="n\nn\nd now I know\n")
    assert ("different", "li", "now I know") in new(asked) or len(new(asked)) == 2


@pytest.mark.parametrize("answers", ["", "q\n", "n\nn\nn\n", "what?\n\n?\nm\nq\n", "\udcff\udcfe\nq\n"])
def test_no_answer_changes_nothing(asked: Path, answers: str) -> None:
    before, text = digests(asked), (asked / "judgements.tsv").read_bytes()
    stamp = (asked / FILES["tables"]).stat().st_mtime_ns
    review(asked, "--by", "ana", answers=answers)
    assert (digests(asked), (asked / "judgements.tsv").read_bytes()) == (before, text)
    assert (asked / FILES["tables"]).stat().st_mtime_ns == stamp


def test_hostile_notes_and_names_stay_one_line(asked: Path) -> None:
    review(asked, "--by", "a\tna\x1b[2J", answers="s \x1b]0;title\x07 = so\u202e\the\n")
    (one,) = new(asked)
    assert one == ("same", "a na[2J", "]0;title = so he")


def test_pairs_are_listed_by_worth_kind_and_number(asked: Path) -> None:
    listed = review(asked, "--list")
    worth = [float(row.split()[0]) for row in listed.splitlines() if row[:1] == " " and " and " in row and ":" in row
             and row.split()[0].replace(".", "").isdigit()]  # fmt: skip
    assert len(worth) == 3
    assert worth == sorted(worth, reverse=True)
    assert "1 open pair." in review(asked, "--list", "--limit", "1")
    assert "0 open pairs." in review(asked, "--list", "--kind", "Place")
    assert "There is no pair to ask about." in review(asked, "--kind", "place", "--by", "ana")
    assert "'Persn' is not a kind" in review(asked, "--list", "--kind", "Persn", code=2)


def test_pairs_above_a_score_are_taken_and_say_so(built: Path, tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for number, day in enumerate(("March 3", "May 9")):
        (source / f"{number}.txt").write_text(
            f"Clinic Opens {number}\n\nPORT ARLEN, {day}, 2026 — A farm hand, Tomas Reyl Oduya, came to the clinic on "
            "Monday. It was the first of its kind, and he said that he would come again soon.\n", "utf-8",
        )  # fmt: skip
    folder = build(tmp_path / "graph", sources=source)
    pairs = open_pairs(newsgraph.load(folder))
    scores = sorted(pair.judgement.score for pair in pairs)
    top = scores[-1] if scores else 1.0
    out = review(folder, "--accept-above", f"{top}", "--by", "ana")
    taken = sum(score >= top for score in scores)
    assert f"Accepted {taken} " in out
    for verdict, by, why in said(folder) if taken else ():
        assert verdict == "same"
        assert by == f"ana, accepting at or above {top:g}"
        assert why.startswith("not read, score ")


def test_what_a_service_offers_is_never_accepted_unread(asked: Path) -> None:
    assert "Accepted 0 pairs of 3 open" in review(asked, "--accept-above", "0", "--by", "ana")
    assert new(asked) == []


@pytest.mark.parametrize("score", ["2", "-1", "much", "nan"])
def test_a_score_is_a_score(asked: Path, score: str) -> None:
    assert "is not a score" in review(asked, f"--accept-above={score}", code=2)


def filled(text: str, verdicts: Iterable[str], *, delimiter: str = "\t", why: str = "sheet") -> str:
    rows = list(csv.DictReader(io.StringIO(text), delimiter="\t"))
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    for row, verdict in zip(rows, verdicts, strict=False):
        writer.writerow({**row, "verdict": verdict, "why": why})
    return file.getvalue()


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [("\t", "utf-8"), (",", "utf-8-sig"), (";", "utf-8"), ("\t", "utf-16")]
)
def test_a_table_goes_out_and_comes_back(asked: Path, tmp_path: Path, delimiter: str, encoding: str) -> None:
    sheet, before = tmp_path / "open.tsv", digests(asked)
    assert "Wrote 3 pairs" in review(asked, "--export", str(sheet))
    text = sheet.read_text("utf-8")
    assert ">>" in text
    assert digests(asked) == before
    sheet.write_text(filled(text, ["Same", "", "d"], delimiter=delimiter, why="'=so"), encoding)
    assert "Took in 2 judgements" in review(asked, "--import", str(sheet), "--by", "li")
    assert new(asked) == [("same", "li", "=so"), ("different", "li", "=so")]
    names = [r.names for r in read_judgements(asked / "judgements.tsv").parsed.records if r.judgement.by == "li"]
    assert all(left and right for left, right in names)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda text: filled(text, ["same", "same", "different"]), ["row 4", "row 2 says", "row 3 says"]),
        (lambda text: filled(text, ["sane", "yes", ""]), ["row 2: the verdict “sane”", "row 3: the verdict “yes”"]),
        (lambda text: filled(text, ["same", "", ""]).replace("local/", "lokal/"), ["row 2", "no identifier"]),
        (lambda text: "a\tb\n1\t2\n", ["has no column verdict, left, right"]),
        (lambda text: "", ["has no column"]),
    ],
)
def test_a_table_that_cannot_be_used_is_told_row_by_row(
    asked: Path, tmp_path: Path, change: object, told: list[str]
) -> None:
    sheet, text, before = tmp_path / "open.tsv", (asked / "judgements.tsv").read_bytes(), digests(asked)
    review(asked, "--export", str(sheet))
    sheet.write_text(change(sheet.read_text("utf-8")), "utf-8", newline="")  # type: ignore[operator]
    error = review(asked, "--import", str(sheet), "--by", "li", code=2)
    for words in told:
        assert words in error
    assert ((asked / "judgements.tsv").read_bytes(), digests(asked)) == (text, before)


def test_a_table_of_hostile_articles_starts_no_formula(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    records = [
        {
            "headline": f"=HYPERLINK(\"http://x.example\",\"{name}\")",
            "outlet": "@SUM(1+1)\x1b[31m",
            "published": "2026-03-02",
            "text": f"-2+3 said {name} Oduya on Monday in the town hall, and nobody asked her why she had come there.",
        }
        for name in ("Ana Pell", "Bea Quill")
    ]  # fmt: skip
    (source / "all.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    folder = build(tmp_path / "graph", sources=source)
    a, b, *_ = people_of_any_name(folder)
    offer(folder, [(a, b)])
    sheet = tmp_path / "open.tsv"
    review(folder, "--export", str(sheet))
    rows = list(csv.reader(io.StringIO(sheet.read_text("utf-8")), delimiter="\t"))
    assert any(cell.startswith("'=HYPERLINK") for cell in rows[1])
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    shown = review(folder, "--by", "ana", answers="m\nq\n")
    assert "\x1b" not in shown
    assert ">>" in shown


def people_of_any_name(folder: Path) -> list[LocalEntity]:
    return [local for local in newsgraph.load(folder).local_entities if local.kind is Kind.PERSON]


@pytest.mark.parametrize("command", ["build", "review"])
def test_a_file_that_cannot_be_used_changes_nothing_and_is_told_whole(folder: Path, command: str) -> None:
    a, b, c, *_ = people(folder)
    text = (
        line("same", a, b) + "sane\tx\n" + line("same", b, c) + line("different", a, c) + line("same", a, a)
        + line("same", a, b).replace("2026-03-11", "11 March")
    )  # fmt: skip
    (folder / "judgements.tsv").write_text(text, "utf-8")
    before = digests(folder)
    arguments = (
        ["build", str(SAMPLES), "--out", str(folder), "--extractor", "rules"]
        if command == "build"
        else ["review", str(folder), "--list"]
    )
    done = subprocess.run(
        [sys.executable, "-m", "newsgraph", *arguments], capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 2
    told = done.stderr.splitlines()
    assert "for 4 reasons, and nothing was changed:" in told[0]
    assert [row.strip().partition(":")[0] for row in told[1:]] == ["line 2", "line 4", "line 5", "line 6"]
    assert f"“{a.name}”" in told[2]
    assert "line 1 says that" in told[2]
    assert "line 3 says that" in told[2]
    assert digests(folder) == before
    assert (folder / "judgements.tsv").read_text("utf-8") == text


def test_a_file_that_is_not_text_is_named_by_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "judgements.tsv").write_bytes(b"# fine\n\xff\xfe\n")
    assert main(["review", str(folder), "--list"]) == 2
    assert "line 2 is not UTF-8 text" in capsys.readouterr().err


def test_things_that_are_gone_are_warned_of_and_kept(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a, b, *_ = people(folder)
    gone = a.id.replace(a.article, "f" * 16)
    text = HEADER + line("same", a, b) + line("same", a, b) + line("same", b, a).replace(a.id, gone)
    (folder / "judgements.tsv").write_text(text, "utf-8")
    assert main(["build", str(SAMPLES), "--out", str(folder), "--extractor", "rules"]) == 0
    told = capsys.readouterr().out
    warnings = json.loads((folder / FILES["report"]).read_text("utf-8"))["warnings"]
    assert [warning.partition(":")[0] for warning in warnings] == ["judgements.tsv, line 5", "judgements.tsv, line 6"]
    assert gone in warnings[1]
    for warning in warnings:
        assert f"Note: {warning}" in told
    assert (folder / "judgements.tsv").read_text("utf-8") == text
    assert entity_of(folder, a) == entity_of(folder, b)
    assert main(["check", str(folder)]) == 0


def test_judgements_may_wait_for_a_graph(built: Path, tmp_path: Path) -> None:
    a, b, *_ = people(built)
    folder = tmp_path / "waiting"
    folder.mkdir()
    (folder / "judgements.tsv").write_text(line("same", a, b), "utf-8")
    build(folder)
    assert entity_of(folder, a) == entity_of(folder, b)


def test_another_file_is_named_each_time(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a, b, c, *_ = people(folder)
    other = tmp_path / "shared.tsv"
    other.write_text(line("same", a, b) + line("open", a, c, OFFER), "utf-8")
    build(folder, "--judgements", str(other))
    assert entity_of(folder, a) == entity_of(folder, b)
    rebuild = ["build", str(SAMPLES), "--out", str(folder), "--extractor", "rules"]
    for arguments in (["review", str(folder), "--list"], rebuild):
        assert main(arguments) == 2
        assert f"name that file with --judgements, or name {folder / 'judgements.tsv'}" in capsys.readouterr().err
    review(folder, "--judgements", str(other), "--undo")
    assert len(parse(other.read_text("utf-8")).records) == 1
    assert not (folder / "judgements.tsv").exists()
    (folder / "judgements.tsv").write_text(HEADER, "utf-8")
    build(folder, "--judgements", str(folder / "judgements.tsv"))
    assert entity_of(folder, a) != entity_of(folder, b)
    assert main(["review", str(folder), "--list"]) == 0
    assert main(["build", str(SAMPLES), "--out", str(folder), "--judgements", str(tmp_path / "none.tsv")]) == 2


def test_a_link_to_a_file_elsewhere_stays_a_link(asked: Path, tmp_path: Path) -> None:
    real = tmp_path / "kept" / "who.tsv"
    real.parent.mkdir()
    (asked / "judgements.tsv").rename(real)
    real.chmod(0o640)
    (asked / "judgements.tsv").symlink_to(real)
    review(asked, "--by", "ana", answers="s\nq\n")
    assert (asked / "judgements.tsv").is_symlink()
    assert ("same", "ana", "both passages read") in said(asked)
    assert real.stat().st_mode & 0o777 == 0o640
    assert [entry.name for entry in real.parent.iterdir()] == ["who.tsv"]


def test_a_file_that_cannot_be_written_is_one_sentence(asked: Path, tmp_path: Path) -> None:
    (asked / "judgements.tsv").unlink()
    (asked / "judgements.tsv").symlink_to(tmp_path / "nowhere" / "who.tsv")
    error = review(asked, "--undo", code=2)
    assert "too few" in error
    (asked / "judgements.tsv").unlink()
    (asked / "judgements.tsv").mkdir()
    assert "Cannot read the judgement file" in review(asked, "--list", code=2)


def test_the_login_name_is_the_default(asked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "li-wei")
    review(asked, answers="s\nq\n")
    assert new(asked) == [("same", "li-wei", "both passages read")]
    assert "--by NAME" in review(asked, "--by", " ", code=2)
    assert "--by NAME" in review(asked, "--by", "service of mine", code=2)


class Terminal:
    """A real pseudo-terminal of a given width, in which the program runs."""

    def __init__(self, folder: Path, *options: str, columns: int) -> None:
        self.main, side = pty.openpty()
        fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        environment = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR", "CI")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "newsgraph", "review", str(folder), "--by", "ana", *options],
            stdin=side, stdout=side, stderr=side, close_fds=True, start_new_session=True,
            env={**environment, "TERM": "xterm-256color", "PYTHONUTF8": "1"},
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 (what makes Ctrl-C reach it)
        )  # fmt: skip
        os.close(side)
        self.shown = ""

    def until(self, words: str) -> str:
        end, start = time.monotonic() + 60, len(self.shown)
        while words not in self.shown[start:] and time.monotonic() < end:
            if select.select([self.main], [], [], 0.2)[0]:
                try:
                    self.shown += os.read(self.main, 65536).decode("utf-8", "replace")
                except OSError:
                    break
        assert words in self.shown[start:], self.shown
        return self.shown[start:]

    def type(self, keys: str) -> None:
        os.write(self.main, keys.encode())

    def end(self) -> int:
        while True:
            try:
                if not os.read(self.main, 65536):
                    break
            except OSError:
                break
        os.close(self.main)
        return self.process.wait(60)


def rows_with_both(shown: str, left: str, right: str) -> list[str]:
    return [row for row in shown.splitlines() if left in row and right in row and "Took" not in row]


def test_what_the_program_made_one_can_be_parted(asked: Path) -> None:
    pair = joined_pairs(newsgraph.load(asked), kinds=[Kind.PERSON])[0]
    out = review(asked, "--joined", "--kind", "Person", "--by", "ana", "--limit", "1", answers="d a namesake\n")
    assert "Joined because: " in out
    assert "they are one in the graph" in out
    assert new(asked) == [("different", "ana", "a namesake")]
    left, right = (one for one in newsgraph.load(asked).local_entities if one.id in pair.identifiers)
    assert left.entity != right.entity
    assert pair.identifiers not in {one.identifiers for one in joined_pairs(newsgraph.load(asked))}
    review(asked, "--undo")
    assert entity_of(asked, left) == entity_of(asked, right)


@pytest.mark.parametrize(("columns", "beside"), [(140, True), (72, False)])
def test_a_wide_terminal_shows_the_two_side_by_side(asked: Path, columns: int, beside: bool) -> None:
    terminal = Terminal(asked, "--limit", "1", columns=columns)
    shown = terminal.until("[q]uit? ")
    (pair,) = open_pairs(newsgraph.load(asked), read_judgements(asked / "judgements.tsv").parsed.records)[:1]
    assert bool(rows_with_both(shown, pair.left.name, pair.right.name)) == beside
    assert "\x1b[" in shown
    assert ">>" not in shown
    terminal.type("s of one town\r")
    terminal.until("open questions of identity")
    assert terminal.end() == 0
    assert new(asked) == [("same", "ana", "of one town")]


@pytest.mark.usefixtures("interruptible")
def test_what_was_answered_before_a_stop_is_kept_and_taken_up_later(asked: Path) -> None:
    before = digests(asked)
    terminal = Terminal(asked, columns=80)
    terminal.until("[q]uit? ")
    terminal.type("s\r")
    terminal.until("[q]uit? ")
    terminal.type("\x03")
    terminal.until("1 answer is kept in")
    assert terminal.end() == 130
    assert len(new(asked)) == 1
    assert digests(asked) == before
    review(asked, "--by", "ana", answers="q\n")
    assert digests(asked) != before


def test_a_file_changed_by_another_hand_is_left_alone(asked: Path) -> None:
    terminal = Terminal(asked, columns=80)
    terminal.until("[q]uit? ")
    path = asked / "judgements.tsv"
    path.write_text(path.read_text("utf-8") + "# mine\n", "utf-8")
    changed = path.read_bytes()
    terminal.type("s\r")
    terminal.until("changed by someone else")
    assert terminal.end() == 2
    assert path.read_bytes() == changed
