"""Our own labelled articles, for training and for measuring: well formed, true to the guide, and apart."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from newsgraph.extract.lexicon import lexicon
from newsgraph.model import Kind

ROOT = Path(__file__).parents[2]
OWN = sorted((ROOT / "training" / "own").glob("*.txt"))
GOLD = sorted((ROOT / "tests" / "cases" / "names").glob("gold-*.txt"))
KINDS = ("Person", "Place", "Organization", "Group", "Legislation", "Event")
RUN = 7
"""So many words in a row are taken for a sentence's own."""
OUTSIDE = 4
"""Of these so many must stand outside names: what a law or a body is called, no two texts can say otherwise."""

POSSESSIVE_BY_NAME = {
    "Ben & Jerry's", "Children's", "Jacob's", "Kellogg's", "Lloyd's", "Macy's", "Moody's", "Nana's", "St Finbarr’s",
    "St Margaret’s", "St. Brigid's", "St. John's", "Woodie’s",
}  # fmt: skip
ARTICLE_BY_NAME = {"The Hague", "THE HAGUE"}
TITLE_BY_NAME = {"Emir Hadžiomerović", "Lord Kitchener", "Miss Peaches"}
"""A given name, a stage name and a nickname."""

_NAME = re.compile(rf"\[({'|'.join(KINDS)}) ([^\[\]]+)\]")


class Labelled(NamedTuple):
    where: str
    kind: str
    words: str


def lines(path: Path) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield f"{path.name}:{number}", line


def labelled(path: Path) -> Iterator[Labelled]:
    for where, line in lines(path):
        for name in _NAME.finditer(line):
            yield Labelled(where, name[1], name[2])


def words(line: str) -> list[tuple[str, bool]]:
    """Return a line's words, and of each whether it is part of a name."""
    found, at = [], 0
    for name in _NAME.finditer(line):
        found += [(word, False) for word in re.findall(r"\w+", line[at : name.start()].lower())]
        found += [(word, True) for word in re.findall(r"\w+", name[2].lower())]
        at = name.end()
    return found + [(word, False) for word in re.findall(r"\w+", line[at:].lower())]


def runs(line: str) -> Iterator[str]:
    found = words(line)
    for start in range(len(found) - RUN + 1):
        run = found[start : start + RUN]
        if sum(not named for _, named in run) >= OUTSIDE:
            yield " ".join(word for word, _ in run)


def all_runs(paths: list[Path]) -> dict[str, str]:
    return {run: where for path in paths for where, line in lines(path) for run in runs(line)}


def test_there_is_something_to_read() -> None:
    assert len(OWN) >= 40
    assert len(GOLD) >= 4
    assert tuple(kind.value for kind in Kind if kind.value in KINDS)
    assert {kind for path in OWN for _, kind, _ in labelled(path)} == set(KINDS)
    assert {kind for path in GOLD for _, kind, _ in labelled(path)} == set(KINDS)


@pytest.mark.parametrize("path", [*OWN, *GOLD], ids=lambda path: path.stem)
def test_brackets_are_well_formed_and_kinds_known(path: Path) -> None:
    wrong = [where for where, line in lines(path) if re.search(r"[\[\]]", _NAME.sub("", line))]
    assert not wrong


@pytest.mark.parametrize("path", [*OWN, *GOLD], ids=lambda path: path.stem)
def test_articles_are_blocks_with_a_note_and_several_sentences(path: Path) -> None:
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip()):
        first, *rest = block.splitlines()
        assert first.startswith("# "), first
        assert len(rest) >= 3, first
        assert not any(line.startswith("#") for line in rest), first


@pytest.mark.parametrize("path", [*OWN, *GOLD], ids=lambda path: path.stem)
def test_names_begin_and_end_where_the_guide_says(path: Path) -> None:
    for where, kind, name in labelled(path):
        told = f"{where}: [{kind} {name}]"
        assert name == name.strip(), told
        assert not name.lower().startswith("the ") or name in ARTICLE_BY_NAME, told
        assert not re.search(r"['’]s$", name) or name in POSSESSIVE_BY_NAME, told
        assert not re.search(r"[,;:!?]$", name), told


@pytest.mark.parametrize("path", [*OWN, *GOLD], ids=lambda path: path.stem)
def test_no_title_stands_before_a_person(path: Path) -> None:
    titles = lexicon().titles
    for where, kind, name in labelled(path):
        first, *rest = name.replace(".", "").lower().split()
        if kind == "Person" and rest and name not in TITLE_BY_NAME:
            assert first not in titles, f"{where}: {name}"
            assert f"{first} {rest[0]}" not in titles, f"{where}: {name}"


def test_a_law_by_its_full_name_is_a_law_everywhere() -> None:
    law = re.compile(r" (?:Act|Amendment)(?: of)?(?: \d{4})?$")
    for path in (*OWN, *GOLD):
        for where, kind, name in labelled(path):
            assert kind == "Legislation" or not law.search(name), f"{where}: [{kind} {name}]"


def test_the_gold_shares_no_sentence_with_what_trains() -> None:
    train, gold = all_runs(OWN), all_runs(GOLD)
    assert not {run: (train[run], gold[run]) for run in sorted(train.keys() & gold.keys())}


def test_neither_shares_a_sentence_with_the_sample_articles() -> None:
    samples = ""
    for path in sorted((ROOT / "data" / "articles").iterdir()):
        samples += " " + " ".join(re.findall(r"\w+", path.read_text(encoding="utf-8").lower())) + " "
    shared = {run: where for run, where in {**all_runs(OWN), **all_runs(GOLD)}.items() if f" {run} " in samples}
    assert not shared
