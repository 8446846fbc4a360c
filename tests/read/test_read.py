"""Reading good input of every kind, and one clear reason for each bad one."""

import codecs
import json
import os
import socket
import tempfile
from datetime import date
from pathlib import Path

import pytest

from newsgraph.ids import digest
from newsgraph.model import Metadata, Page
from newsgraph.read import Skipped, read_sources
from newsgraph.read.decode import UnreadableError, decode

STORY = "The board kept the harbor shut for another month, five to four, after nine hours of talks. " * 4
HTML = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">
<title>Harbor stays shut | The Halden Courier</title>
<meta property="og:title" content="Harbor stays shut"><meta property="og:site_name" content="The Halden Courier">
<meta name="author" content="By Ines Rautio"><link rel="canonical" href="https://courier.example/harbor">
<meta property="article:published_time" content="2025-03-09T23:30:00+09:00"></head><body>
<nav><ul><li><a href="/">Home</a></li></ul></nav><main><article><h1>Harbor stays shut</h1>
<figure><img src="quay.jpg"><figcaption>The quay at low tide</figcaption></figure>
<p>{STORY}</p><h2>Who pays</h2><p>Nobody&nbsp;said <b>who</b> pays. {STORY}</p></article></main>
<script>var later = "2031-01-01";</script><footer>Printed 2 May 2019</footer></body></html>"""


LINKED = '<script type="application/ld+json">%s</script>'


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("reading called out")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def pages_of(*sources: Path, limit_bytes: int = 20_000_000) -> list[Page]:
    found = list(read_sources(sources, limit_bytes=limit_bytes))
    assert not [item for item in found if isinstance(item, Skipped)], found
    return [item for item in found if isinstance(item, Page)]


def skipped_in(*sources: Path, limit_bytes: int = 20_000_000) -> list[Skipped]:
    return [item for item in read_sources(sources, limit_bytes=limit_bytes) if isinstance(item, Skipped)]


def test_folder_is_read_in_order_with_origins_inside_it(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/.hidden.txt", ".git/x.txt", "a/b/c.html", "notes.pdf", "B.TXT"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"<p>{STORY}</p>" if name.endswith("html") else STORY)
    expected = ["B.TXT", "a/b/c.html", "a/z.md", "b.txt"]
    assert [page.origin for page in pages_of(tmp_path)] == expected
    moved = tmp_path.rename(tmp_path.parent / "elsewhere")
    assert [page.origin for page in pages_of(moved)] == expected
    assert [page.origin for page in pages_of(moved / "a" / "z.md")] == ["z.md"]


def test_page_keeps_the_digest_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes("\ufeffCafé\r\nshut".encode())
    (page,) = pages_of(path)
    assert page == Page("page.txt", "text/plain", digest(path.read_bytes()), "Café\r\nshut")


def test_linked_folders_are_entered_once(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "page.txt").write_text(STORY)
    (tmp_path / "in" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    assert [page.origin for page in pages_of(tmp_path)] == ["in/page.txt"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (codecs.BOM_UTF8 + "Café".encode(), "Café"),
        (codecs.BOM_UTF16_LE + "Café".encode("utf-16-le"), "Café"),
        (codecs.BOM_UTF16_BE + "Café".encode("utf-16-be"), "Café"),
        ("Café – “shut”".encode("cp1252"), "Café – “shut”"),
        ("Café".encode(), "Café"),
    ],
)
def test_encodings(data: bytes, expected: str) -> None:
    assert decode(data) == expected


def test_declared_encoding_of_html() -> None:
    assert "Łódź" in decode('<meta charset="iso-8859-2"><p>Łódź</p>'.encode("iso-8859-2"), html=True)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        (codecs.BOM_UTF8 + b"\n", "is empty"),
        (b"MZ\x00\x01text", "is binary"),
        (b"%PDF-1.7 and so on", "is binary"),
        (b"\x01\x02\x03\x04text", "is binary"),
        ("Café ".encode() + b"\xff shut", "byte 6"),
        (b"shut \x81 harbor \xe9", "neither UTF-8 nor windows-1252 (byte 5)"),
        (codecs.BOM_UTF16_LE + b"a", "breaks at byte"),
    ],
)
def test_bytes_that_are_no_text(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        decode(data)
    assert reason in str(raised.value)


def test_bad_sources_say_what_to_do_and_stop_nothing(tmp_path: Path) -> None:
    for name, data in {
        "empty.txt": b"",
        "binary.txt": b"\x00\x01",
        "broken.md": "é".encode() + b"\xff",
        "long.txt": b"x" * 2000,
        "bare.html": b"<html><body><script>var a;</script></body></html>",
        "letter.docx": b"PK",
        "noending": b"text",
    }.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "hollow").mkdir()
    (tmp_path / "good.txt").write_text("The board met.")
    names = [
        "empty.txt",
        "binary.txt",
        "broken.md",
        "long.txt",
        "bare.html",
        "letter.docx",
        "noending",
        "hollow",
        "missing.txt",
    ]
    found = list(read_sources([tmp_path / name for name in [*names, "good.txt"]], limit_bytes=1000))
    assert [item.origin for item in found] == [*names, "good.txt"]
    assert isinstance(found[-1], Page)
    wanted = [
        "empty",
        "binary",
        "byte 2",
        "longer than 1,000 bytes",
        "no readable text",
        ".docx",
        "no ending",
        "holds no file",
        "not there",
    ]
    for item, words in zip(found, wanted, strict=False):
        assert isinstance(item, Skipped)
        assert words in item.reason
        assert "\n" not in item.reason


def test_file_that_may_not_be_read() -> None:
    """The superuser may read anything, so this test gives that up while it reads."""
    nobody, me = 65534, os.geteuid()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        closed = Path(folder) / "closed.txt"
        closed.write_text("text")
        closed.chmod(0)
        if me == 0:
            os.seteuid(nobody)
        try:
            (found,) = skipped_in(closed)
        finally:
            os.seteuid(me)
    assert "permissions" in found.reason


def test_file_that_vanishes_midway(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The board met.")
    reading = read_sources([tmp_path])
    assert next(reading).origin == "a.txt"
    (tmp_path / "b.txt").unlink()
    # The folder goes on without it: nothing is left to say of a file that nobody named.
    assert list(reading) == []
    named = read_sources([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert isinstance(next(named), Page)
    assert "not there" in str(next(named))


def test_readme_of_a_folder_is_left_out_unless_named(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("How these were made.")
    (found,) = [item for item in skipped_in(tmp_path) if item.origin == "README.md"]
    assert "left out" in found.reason
    assert len(pages_of(tmp_path / "README.md")) == 1


def test_strange_names(tmp_path: Path) -> None:
    (tmp_path / "a b\n|é.txt").write_text("The board met.")
    (page,) = pages_of(tmp_path)
    assert page.origin == "a b\n|é.txt"
    (missing,) = skipped_in(Path("no\x00path.txt"))
    assert "characters" in missing.reason


def test_records(tmp_path: Path) -> None:
    lines = [
        json.dumps(
            {
                "text": "The board met.",
                "title": "Shut",
                "date": "2025-03-09T10:00:00Z",
                "author": ["A Rey", {"name": "B Tate"}],
            }
        ),
        "",
        json.dumps({"html": HTML, "outlet": "Elsewhere", "id": 7, "lang": "en"}),
        "{broken",
        "[1, 2]",
        json.dumps({"headline": "No text"}),
        json.dumps({"text": 5}),
        "[" * 100_000,
        json.dumps({"text": "lone \ud800 half", "published": "someday"}),
        "x" * 40_000,
        json.dumps({"text": "Last.", "published": "March 9, 2025"}),
    ]
    (tmp_path / "news.jsonl").write_text("\ufeff" + "\n".join(lines), "utf-8")
    found = list(read_sources([tmp_path], limit_bytes=200_000))
    assert [item.origin for item in found] == [f"news.jsonl:{n}" for n in (1, 3, 4, 5, 6, 7, 8, 9, 10, 11)]
    first, page, *bad = found
    assert isinstance(first, Page)
    assert first.metadata == Metadata("Shut", date(2025, 3, 9), "A Rey, B Tate")
    assert isinstance(page, Page)
    assert (page.metadata.outlet, page.metadata.headline) == ("Elsewhere", "Harbor stays shut")
    reasons = [item.reason for item in bad if isinstance(item, Skipped)]
    assert [reason.split()[1] for reason in reasons[:2]] == ["no", "JSON"]
    assert len(reasons) == 6
    assert isinstance(found[-1], Page)
    assert found[-1].metadata.published == date(2025, 3, 9)
    (long,) = [
        item for item in read_sources([tmp_path], limit_bytes=30_000) if "30,000" in str(item) and "10" in item.origin
    ]
    assert long.origin == "news.jsonl:10"


def test_html(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(HTML)
    (page,) = pages_of(tmp_path)
    lines = page.content.split("\n")
    assert [span.of(page.content) for span in page.headings] == ["Harbor stays shut", "Who pays"]
    assert [line[:20] for line in lines if line not in ("The quay at low tide",)] == [
        "Harbor stays shut", "The board kept the h", "Who pays", "Nobody said who pays",
    ]  # fmt: skip
    assert all(span.of(page.content) == "The quay at low tide" for span in page.captions)
    assert page.metadata == Metadata(
        "Harbor stays shut",
        date(2025, 3, 9),
        "Ines Rautio",
        "The Halden Courier",
        "https://courier.example/harbor",
        "en-GB",
    )


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("", None),
        ("<p>Printed on 3 May 2019</p>", None),
        ('<meta name="date" content="2025-03-09">', date(2025, 3, 9)),
        ('<meta property="article:published_time" content="2093-01-01">', date(2093, 1, 1)),
        ('<time datetime="2025-03-09T08:00">yesterday</time>', date(2025, 3, 9)),
        (LINKED % '{"@graph": [{"@type": "NewsArticle", "datePublished": "2025-03-09"}]}', date(2025, 3, 9)),
        (LINKED % '{"@type": "NewsArticle", "datePublished": {}}', None),
        (LINKED % ("[" * 5000), None),
        ('<meta name="date" content="today">', None),
    ],
)
def test_only_dates_that_the_page_states(tmp_path: Path, head: str, expected: date | None) -> None:
    (tmp_path / "page.html").write_text(f"<html><head>{head}</head><body><p>{STORY}</p><p>{STORY}</p></body></html>")
    (page,) = pages_of(tmp_path)
    assert page.metadata.published == expected


@pytest.mark.parametrize("tag", ["div", "span", "b", "table><tr><td", "ul><li", "blockquote", "article", "x-deep"])
def test_deeply_nested_html(tmp_path: Path, tag: str) -> None:
    (tmp_path / "page.html").write_text(f"<html><body>{f'<{tag}>' * 20_000}<p>{STORY}</p>" + "</div>" * 20_000)
    (page,) = pages_of(tmp_path)
    assert STORY.strip() in page.content


def test_small_page_falls_back_to_all_its_words(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<body><nav>Home</nav><h1>Shut</h1><p>The board met.<style>p {}</style></body>")
    (page,) = pages_of(tmp_path)
    assert page.content == "Shut\nThe board met."
    assert [span.of(page.content) for span in page.headings] == ["Shut"]


MARKDOWN = """---
title: "Harbor: *still* shut"
date: 2025-03-09
lang: en
# a remark
tags:
  - harbor
---
# Harbor **stays** shut #

Who pays
--------

The [board](https://a.example/b_(c)) met **twice**, _said_ Orla_Quist_Rey \\*quietly\\*. 2 * 3 * 4 <br> `code_here`

> ![The quay](quay.jpg "title")

* * *

```
kept # as *it* stands
```
[ref]: https://a.example
"""


def test_markdown(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(MARKDOWN)
    (page,) = pages_of(tmp_path)
    assert [line for line in page.content.split("\n") if line] == [
        "Harbor stays shut",
        "Who pays",
        "The board met twice, said Orla_Quist_Rey *quietly*. 2 * 3 * 4  code_here",
        "The quay",
        "kept # as *it* stands",
    ]
    assert [span.of(page.content) for span in page.headings] == ["Harbor stays shut", "Who pays"]
    assert [span.of(page.content) for span in page.captions] == ["The quay"]
    assert page.metadata == Metadata("Harbor: *still* shut", date(2025, 3, 9), language="en")


def test_rule_that_opens_a_page_is_no_front_matter(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("---\nThe board met.\n---\nIt met again.")
    (page,) = pages_of(tmp_path)
    assert "The board met." in page.content


@pytest.mark.parametrize("unit", ["*a ", "[", "![a](", "_a", "`", "<!--", "<a ", "---\n", "> ", "~~", "[a](b", "# "])
def test_markdown_is_read_in_linear_time(tmp_path: Path, unit: str) -> None:
    (tmp_path / "page.md").write_text(unit * (200_000 // len(unit)))
    list(read_sources([tmp_path]))
