"""`newsgraph build` on a folder of several languages: all is kept, and what is not English is not read for names."""

import json
from pathlib import Path

import pytest

from newsgraph.cli import main
from newsgraph.pipeline import build_with_report

ENGLISH = """\
Harbor Workers Walk Out

BOSTON, MA, March 3, 2026 — Mayor Ana Pell said on Monday that the ferry workers of Boston had walked out after talks
with the harbor council broke down. She would meet them on Friday, she said.
"""
SPANISH = """\
Los trabajadores del puerto dejan sus puestos

MADRID, 3 de marzo de 2026 — La alcaldesa Lucía Ortega dijo el lunes que los trabajadores del puerto de Valencia habían
dejado sus puestos después de que fracasaran las negociaciones con el ayuntamiento. Se reunirá con ellos el viernes.
"""
FRENCH = """\
Les ouvriers du port de Marseille ont cessé le travail lundi après l’échec des négociations avec la mairie. La maire,
Jeanne Morel, a dit que le service reprendrait vendredi, et que la ville paierait les heures perdues.
"""
UNREAD = "left unread, in another language: "


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in (("english.txt", ENGLISH), ("spanish.txt", SPANISH)):
        (folder / name).write_text(text, "utf-8")
    return folder


def test_the_report_counts_what_was_left_unread(source: Path) -> None:
    graph, report = build_with_report([source], extractor="rules")
    languages = {article.origin: article.language for article in graph.articles}
    assert languages == {"english.txt": "en", "spanish.txt": "es"}
    origins = {article.id: article.origin for article in graph.articles}
    assert {origins[mention.article] for mention in graph.mentions} == {"english.txt"}
    assert {origins[local.article] for local in graph.local_entities} == {"english.txt"}
    assert {key: count for key, count in report.counts.items() if key.startswith(UNREAD)} == {f"{UNREAD}es": 1}
    assert report.counts["articles"] == 2
    assert report.skipped == ()


def test_the_summary_says_what_was_left_unread(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (source / "french.txt").write_text(FRENCH, "utf-8")
    out = tmp_path / "graph"
    assert main(["build", str(source), "--out", str(out), "--extractor", "rules"]) == 0
    told = capsys.readouterr().out
    assert "Read 3 pages holding 3 articles" in told
    assert "Left unread 2 articles in another language than English (es 1, fr 1)" in told
    assert json.loads((out / "report.json").read_text("utf-8"))["counts"][f"{UNREAD}fr"] == 1
    assert main(["check", str(out)]) == 0
    capsys.readouterr()
    asked = "SELECT ?code { ?article schema:inLanguage ?code } ORDER BY ?code"
    assert main(["query", str(out), asked, "--format", "csv"]) == 0
    assert capsys.readouterr().out.split() == ["code", "en", "es", "fr"]


def test_english_alone_is_not_spoken_of(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (source / "spanish.txt").unlink()
    assert main(["build", str(source), "--out", str(tmp_path / "graph"), "--extractor", "rules"]) == 0
    assert "Left unread" not in capsys.readouterr().out


def test_another_language_alone_makes_a_graph_without_names(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (source / "english.txt").unlink()
    out = tmp_path / "graph"
    assert main(["build", str(source), "--out", str(out), "--extractor", "rules"]) == 0
    told = capsys.readouterr().out
    assert "Left unread 1 article in another language than English (es 1): kept as text, with no names." in told
    assert "Found 0 things" in told
    assert main(["check", str(out)]) == 0


def test_what_a_page_says_of_its_language_counts_where_its_words_do_not_tell(tmp_path: Path) -> None:
    page = '<html lang="{}"><body><article><h1>{}</h1><p>{}</p></article></body></html>'
    short = "Ana Pell, Boston"
    cases = {
        "wrong.html": page.format("es", "Harbor Workers Walk Out", ENGLISH),
        "region.html": page.format("en-US", "Harbor", short),
        "spanish.html": page.format("es-MX", "Puerto", short),
        "silent.txt": f"{short}\n",
    }
    for name, text in cases.items():
        (tmp_path / name).write_text(text, "utf-8")
    graph, report = build_with_report([tmp_path], extractor="rules")
    languages = {article.origin: article.language for article in graph.articles}
    assert languages == {"wrong.html": "en", "region.html": "en-US", "spanish.html": "es-MX", "silent.txt": None}
    assert report.counts[f"{UNREAD}es-MX"] == 1
    read = {article.origin for article in graph.articles for mention in graph.mentions if mention.article == article.id}
    assert read == {"wrong.html", "region.html", "silent.txt"}
