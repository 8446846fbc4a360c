"""A graph folder that grows and shrinks equals one that is built from nothing, whatever happened in between."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from newsgraph import publish
from newsgraph.errors import NewsgraphError
from newsgraph.library import open_library
from newsgraph.model import KnowledgeGraph
from newsgraph.publish import judgements_for, read_folder, report_of
from newsgraph.store import EXPORTED, EXPORTS, FILES, JUDGEMENTS, current_snapshot, require_graph
from newsgraph.updating import Settings, build_folder, building, commit as committing, remove_articles, resolve_folder

RULES = Settings(extractor="rules")
NAMES = tuple(f"{number}.txt" for number in range(16))

_PEOPLE = ("Mayor Ana Pell", "Ana Pell", "A. Pell", "Governor Lou Marsh", "Lou Marsh", "Marsh", "Pell")
_PLACES = ("Trenton, New Jersey", "Trenton", "Springfield", "Springfield, Illinois", "Albany")
_BODIES = ("the Harbor Commission", "Harbor Commission of Albany", "the United Quayside Workers (UQW)", "UQW")


def _story(number: int) -> str:
    """Return a short story of which many share people, places and bodies by name, and some whole paragraphs."""
    chance = random.Random(number)
    who, other = chance.sample(_PEOPLE, 2)
    said = chance.choice(("said", "denied", "confirmed"))
    shared = random.Random(number % 3)
    body = " ".join(
        f"{shared.choice(_PEOPLE)} met {shared.choice(_BODIES)} in {shared.choice(_PLACES)}." for _ in range(9)
    )
    day = chance.randint(1, 28)
    return (
        f"{chance.choice(_PLACES).upper()}, March {day}, 2026 — {who} {said} that {other} was arrested in "
        f"{chance.choice(_PLACES)} on Monday.\n\n{chance.choice(_BODIES).capitalize()} cited the 1952 McCarran Act.\n\n"
        + (body if number % 2 else f"{who} works for {chance.choice(_BODIES)}.")
    )


def _source(folder: Path, names: Iterable[str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_text(_story(int(name.removesuffix(".txt"))), encoding="utf-8")
    return folder


@pytest.fixture(autouse=True, scope="module")
def _few_exports() -> Iterator[None]:
    """Write the exports of the smallest graphs only: they are written anew with every update, and cost most of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publish, "READY_MADE", 2500)
        yield


def _build(source: Path, folder: Path) -> None:
    build_folder([source], folder, settings=RULES)


def _quads(folder: Path) -> list[str]:
    require_graph(folder)
    with open_library(folder) as library:
        return sorted(str(quad) for quad in library.store)


def _indexed(folder: Path) -> list[object]:
    """Return what the index answers, as far as it could remember something of an article that is gone."""
    with open_library(folder) as library:
        index = library.index
        articles = [index.article(article.id) for article in index.articles(limit=1000)]
        things = [
            entity.id for kind in ("Person", "Place", "Organization") for entity in index.most_named(kind, limit=99)
        ]
        asked = [index.search(words) for words in ("police", "harbor", "mayor")]
        return [index.counts(), articles, things, [index.entity(one) for one in things], asked]


def _same(one: Path, other: Path) -> None:
    assert read_folder(one) == read_folder(other)
    assert _quads(one) == _quads(other)
    assert _indexed(one) == _indexed(other)
    told, again = report_of(one), report_of(other)
    assert told["counts"] == again["counts"]
    for name in EXPORTS:
        here, there = one / FILES[name], other / FILES[name]
        assert here.exists() == there.exists() == (told["counts"]["quads"] <= publish.READY_MADE), name
        assert not here.exists() or here.read_bytes() == there.read_bytes(), name


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    _build(_source(folder / "articles", NAMES), folder / "graph")
    return folder / "graph"


def test_a_graph_that_grows_equals_one_built_at_once(tmp_path: Path, whole: Path) -> None:
    names = random.Random(5).sample(NAMES, len(NAMES))
    for end in (3, 4, 9, len(names)):
        _build(_source(tmp_path / "articles", names[:end]), tmp_path / "graph")
    _same(tmp_path / "graph", whole)


def test_small_batches_make_the_same_graph(tmp_path: Path, whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "BATCH", 3)
    _build(_source(tmp_path / "articles", NAMES), tmp_path / "graph")
    _same(tmp_path / "graph", whole)


def test_removing_equals_never_having_added(tmp_path: Path) -> None:
    gone, *kept = random.Random(6).sample(NAMES, 8)
    _build(_source(tmp_path / "fewer", kept), tmp_path / "one")
    _build(_source(tmp_path / "all", [gone, *kept]), tmp_path / "two")
    before = len(read_folder(tmp_path / "two").articles)
    removed, told = remove_articles(tmp_path / "two", [one for one in _origins(tmp_path / "two") if one == gone])
    assert before - len(removed) == told["counts"]["articles"]
    assert read_folder(tmp_path / "one") == read_folder(tmp_path / "two")
    assert _quads(tmp_path / "one") == _quads(tmp_path / "two")
    assert _indexed(tmp_path / "one") == _indexed(tmp_path / "two")


def _origins(folder: Path) -> list[str]:
    return sorted({article.origin for article in read_folder(folder).articles})


def test_known_pages_are_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = _source(tmp_path / "articles", NAMES[:4])
    _build(source, tmp_path / "graph")
    read: list[str] = []
    reads = building.Reader.read
    monkeypatch.setattr(
        building.Reader, "read", lambda self, raw, wanted: (read.append(raw.origin), reads(self, raw, wanted))[1]
    )
    _build(source, tmp_path / "graph")
    assert read == []
    _build(_source(source, NAMES[4:5]), tmp_path / "graph")
    assert {origin.partition(":")[0] for origin in read} == {NAMES[4]}


def test_a_changed_file_takes_its_old_articles_along(tmp_path: Path) -> None:
    source = _source(tmp_path / "articles", NAMES[:3])
    (source / "story.txt").write_text("Mayor Ana Pell spoke in Trenton on Monday about the harbor.\n")
    _build(source, tmp_path / "graph")
    (source / "story.txt").write_text("Governor Lou Marsh spoke in Albany on Friday about the bridge.\n")
    _build(source, tmp_path / "graph")
    _build(source, tmp_path / "again")
    _same(tmp_path / "graph", tmp_path / "again")


def test_a_file_of_records_that_grows_and_shrinks_is_what_it_is_now(tmp_path: Path) -> None:
    source = tmp_path / "articles"
    source.mkdir()
    lines = [json.dumps({"text": _story(number)}) for number in range(6)]
    for kept in (lines[:4], lines, lines[1:], lines[3:5]):
        (source / "all.jsonl").write_text("\n".join(kept) + "\n", encoding="utf-8")
        _build(source, tmp_path / "graph")
        _build(source, tmp_path / f"anew-{len(kept)}")
        _same(tmp_path / "graph", tmp_path / f"anew-{len(kept)}")


def test_articles_of_deleted_files_stay_until_they_are_told_to_go(tmp_path: Path) -> None:
    source = _source(tmp_path / "articles", NAMES[:4])
    _build(source, tmp_path / "graph")
    (source / NAMES[0]).unlink()
    told = build_folder([source], tmp_path / "graph", settings=RULES)
    assert told["this time"]["pages whose file is gone"] > 0
    assert any(origin == NAMES[0] for origin in _origins(tmp_path / "graph"))
    remove_articles(tmp_path / "graph", gone=True)
    _build(source, tmp_path / "again")
    _same(tmp_path / "graph", tmp_path / "again")


def test_sources_that_moved_are_known(tmp_path: Path) -> None:
    source = _source(tmp_path / "articles", NAMES[:3])
    _build(source, tmp_path / "graph")
    moved = source.rename(tmp_path / "elsewhere")
    told = build_folder([moved], tmp_path / "graph", settings=RULES)
    assert told["this time"]["pages read"] == 0
    assert told["this time"]["pages whose file is gone"] == 0


def test_an_article_of_two_pages_is_read_from_the_same_one_in_any_order(tmp_path: Path) -> None:
    text = "Mayor Ana Pell spoke in Trenton on Monday about the harbor."
    for number, folder in enumerate(("one", "two")):
        (tmp_path / folder).mkdir()
        record = f'{{"text": "{text}", "outlet": "Paper {number}"}}\n'
        (tmp_path / folder / "story.jsonl").write_text(record)
    sources = [tmp_path / "one", tmp_path / "two"]
    for order, graph in ((sources, "forth"), (sources[::-1], "back")):
        for source in order:
            _build(source, tmp_path / graph)
    build_folder(sources, tmp_path / "at once", settings=RULES)
    assert _quads(tmp_path / "forth") == _quads(tmp_path / "back") == _quads(tmp_path / "at once")
    winner = read_folder(tmp_path / "forth").articles[0].page_digest
    for source in sources:
        line = source / "story.jsonl"
        if winner in _digests(line):
            line.write_text('{"text": "Governor Lou Marsh spoke in Albany on Friday."}\n')
    build_folder(sources, tmp_path / "forth", settings=RULES)
    build_folder(sources, tmp_path / "anew", settings=RULES)
    assert _quads(tmp_path / "forth") == _quads(tmp_path / "anew")


def _digests(path: Path) -> str:
    from newsgraph.ids import digest

    return digest(path.read_bytes().rstrip(b"\n"))


def test_decisions_are_taken_in_and_taken_back(tmp_path: Path) -> None:
    source = _source(tmp_path / "articles", NAMES)
    graph = tmp_path / "graph"
    _build(source, graph)
    plain = _quads(graph)
    people = [local.id for local in read_folder(graph).local_entities if local.kind == "Person"]
    line = f"same\t{min(people[:2])}\t{max(people[:2])}\tana\t2026-03-11\tread both\n"
    (graph / JUDGEMENTS).write_text(line)
    judged = judgements_for(graph)
    resolve_folder(graph, judged)
    build_folder([source], tmp_path / "anew", settings=RULES, judged=judged)
    assert _quads(graph) == _quads(tmp_path / "anew") != plain
    (graph / JUDGEMENTS).write_text("")
    _build(source, graph)
    assert _quads(graph) == plain


def test_other_settings_replace_the_graph_and_lose_no_article(tmp_path: Path) -> None:
    source = _source(tmp_path / "articles", NAMES[:4])
    _build(source, tmp_path / "graph")
    other = Settings(extractor="rules", base="https://archive.example/n/")
    only = _source(tmp_path / "part", NAMES[:1])
    with pytest.raises(NewsgraphError, match="not among the sources"):
        build_folder([only], tmp_path / "graph", settings=other)
    build_folder([source], tmp_path / "graph", settings=other)
    build_folder([source], tmp_path / "anew", settings=other)
    _same(tmp_path / "graph", tmp_path / "anew")
    assert all("archive.example" in quad for quad in _quads(tmp_path / "graph"))


@settings(max_examples=10)
@given(data=st.data())
def test_any_order_of_coming_and_going_gives_the_same_quads(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path_factory.mktemp("order")
    source, graph = home / "articles", home / "graph"
    source.mkdir()
    there: set[int] = set()
    for _ in range(data.draw(st.integers(2, 5))):
        come = data.draw(st.sets(st.integers(0, 30), max_size=6))
        go = data.draw(st.sets(st.sampled_from(sorted(there)), max_size=4)) - come if there else set()
        for number in come:
            # A file comes with one of two texts, so that some change.
            text = _story(number + 100 * data.draw(st.booleans()))
            (source / f"{number}.txt").write_text(text, encoding="utf-8")
        for number in go:
            (source / f"{number}.txt").unlink()
        there = (there | come) - go
        if there:
            _build(source, graph)
            remove_articles(graph, gone=True)
    if there:
        _build(source, home / "anew")
        assert read_folder(graph) == read_folder(home / "anew")
        assert _quads(graph) == _quads(home / "anew")
        assert _indexed(graph) == _indexed(home / "anew")


STAGES = {
    "before the snapshot": ("next_snapshot", "before"),
    "after the snapshot": ("next_snapshot", "after"),
    "within the transaction": ("name_snapshot", "after"),
    "before the switch": ("switch", "before"),
    "before the sweep": ("sweep", "before"),
    "before the exports": ("write_exports", "before"),
    "before the report": ("write_report", "before"),
}
_DIES = """
import os, signal, sys
from pathlib import Path
from newsgraph.updating import Settings, build_folder, commit
source, graph, name, when = sys.argv[1:]
whole = getattr(commit, name)
def last(*arguments, **options):
    if when == "after":
        whole(*arguments, **options)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(commit, name, last)
build_folder([source], Path(graph), settings=Settings(extractor="rules"))
"""


@pytest.mark.parametrize("is_read_meanwhile", [True, False])
@pytest.mark.parametrize("stage", STAGES)
def test_a_build_killed_at_any_stage_is_completed_by_the_next(
    tmp_path: Path, stage: str, is_read_meanwhile: bool
) -> None:
    source = _source(tmp_path / "articles", NAMES[:4])
    graph = tmp_path / "graph"
    _build(source, graph)
    old = _quads(graph)
    _source(source, NAMES[4:7])
    command = [sys.executable, "-c", _DIES, str(source), str(graph), *STAGES[stage]]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    _build(source, tmp_path / "anew")
    new = _quads(tmp_path / "anew")
    if is_read_meanwhile:
        assert _quads(graph) in (old, new)
        assert len(read_folder(graph).articles) == sum("NewsArticle>" in quad for quad in _quads(graph))
    _build(source, graph)
    _same(graph, tmp_path / "anew")
    left = {entry.name for entry in graph.iterdir()}
    assert left - {FILES[name] for name in EXPORTS} == {"graph.duckdb", "store", "report.json", ".lock", EXPORTED}
    assert len(list((graph / FILES["store"]).iterdir())) == 2


def test_a_build_killed_at_random_moments_loses_nothing(tmp_path: Path) -> None:
    chance = random.Random(7)
    source = _source(tmp_path / "articles", NAMES)
    graph = tmp_path / "graph"
    command = [sys.executable, "-c", _SLICED, str(source), str(graph)]
    articles: set[str] = set()
    for _ in range(6):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.6 + 1.5 * chance.random())
        process.kill()
        process.wait()
        if (graph / FILES["tables"]).exists():
            found = {article.id for article in read_folder(graph).articles}
            assert articles <= found
            assert found == _articles_in_quads(graph)
            articles = found
    subprocess.run(command, check=True)
    _build(source, tmp_path / "anew")
    assert _quads(graph) == _quads(tmp_path / "anew")


_SLICED = """
import sys
from pathlib import Path
from newsgraph.updating import Settings, build_folder, building
building.BATCH = 2
build_folder([sys.argv[1]], Path(sys.argv[2]), settings=Settings(extractor="rules"))
"""


def _articles_in_quads(folder: Path) -> set[str]:
    with open_library(folder) as library:
        return {article.id.removeprefix("article/") for article in library.index.articles(limit=1000)}


def test_a_first_build_killed_while_it_begins_is_no_hindrance(tmp_path: Path) -> None:
    source = _source(tmp_path / "articles", NAMES[:2])
    command = [sys.executable, "-c", _DIES, str(source), str(tmp_path / "graph"), "put_in_place", "before"]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    _build(source, tmp_path / "graph")
    _build(source, tmp_path / "anew")
    _same(tmp_path / "graph", tmp_path / "anew")


def test_a_second_build_says_who_holds_the_folder(tmp_path: Path) -> None:
    source = _source(tmp_path / "articles", NAMES[:2])
    _build(source, tmp_path / "graph")
    from newsgraph.store import held

    with held(tmp_path / "graph"):
        process = subprocess.run(
            [sys.executable, "-m", "newsgraph", "build", str(source), "--out", str(tmp_path / "graph")],
            capture_output=True,
            text=True,
            check=False,
        )
    assert process.returncode == 2
    assert f"process {os.getpid()}" in process.stderr
    assert process.stderr.count("\n") == 1


@pytest.mark.parametrize("stage", ["next_snapshot", "apply", "switch", "write_exports"])
def test_a_full_disk_is_one_sentence_and_loses_nothing(
    tmp_path: Path, stage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = _source(tmp_path / "articles", NAMES[:3])
    graph = tmp_path / "graph"
    _build(source, graph)
    _source(source, NAMES[3:5])

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(committing, stage, full)
        with pytest.raises(NewsgraphError, match="disk is full"):
            _build(source, graph)
    require_graph(graph)
    assert {article.id for article in read_folder(graph).articles} == _articles_in_quads(graph)
    _build(source, graph)
    _build(source, tmp_path / "anew")
    _same(graph, tmp_path / "anew")


def test_names_that_fit_no_article_remove_nothing(tmp_path: Path) -> None:
    source = _source(tmp_path / "articles", NAMES[:2])
    _build(source, tmp_path / "graph")
    before: KnowledgeGraph = read_folder(tmp_path / "graph")
    with pytest.raises(NewsgraphError, match="nothing was removed"):
        remove_articles(tmp_path / "graph", [before.articles[0].id, "nonsense"])
    with pytest.raises(NewsgraphError, match="No article would be left"):
        remove_articles(tmp_path / "graph", [article.id for article in before.articles])
    assert read_folder(tmp_path / "graph") == before


@pytest.mark.parametrize("damage", ["gone", "of another format", "cut short", "not named"])
def test_a_damaged_snapshot_is_made_anew_from_the_tables(tmp_path: Path, damage: str) -> None:
    source = _source(tmp_path / "articles", NAMES[:3])
    graph = tmp_path / "graph"
    _build(source, graph)
    whole = _quads(graph)
    snapshot = current_snapshot(graph)
    if damage == "gone":
        shutil.rmtree(snapshot)
    elif damage == "of another format":
        (snapshot / "snapshot.json").write_text('{"format": 99, "newsgraph": "9.0", "base": "https://x.example/"}')
    elif damage == "cut short":
        for file in snapshot.rglob("*.sst"):
            file.unlink()
        (snapshot / "index.sqlite").write_bytes(b"")
    else:
        (graph / FILES["store"] / "current").unlink()
    _build(source, graph)
    assert _quads(graph) == whole
    _build(source, tmp_path / "anew")
    _same(graph, tmp_path / "anew")
