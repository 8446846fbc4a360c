"""The corpora, each brought to the label guide (`LABELS.md`), by role: what trains and what measures."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from document import Document, Name, Sentence
from silver import complete, is_demonym, languages
from treebanks import ewt, gum

from newsgraph.extract.embedded.labels import KINDS
from newsgraph.model import Kind

OWN = Path(__file__).parent / "own"
GOLD = Path(__file__).parents[1] / "tests" / "cases" / "names"
_PERSON, _PLACE, _ORGANIZATION, _EVENT = Kind.PERSON, Kind.PLACE, Kind.ORGANIZATION, Kind.EVENT
CROSSNER = {
    "person": _PERSON, "politician": _PERSON, "scientist": _PERSON, "researcher": _PERSON, "writer": _PERSON,
    "musicalartist": _PERSON, "country": _PLACE, "location": _PLACE, "organisation": _ORGANIZATION,
    "politicalparty": _ORGANIZATION, "university": _ORGANIZATION, "band": _ORGANIZATION, "magazine": _ORGANIZATION,
    "academicjournal": _ORGANIZATION, "election": _EVENT, "event": _EVENT, "conference": _EVENT,
}  # fmt: skip
_COARSE = {"PER": _PERSON, "LOC": _PLACE, "ORG": _ORGANIZATION}
_SOCIAL = {"person": _PERSON, "location": _PLACE, "corporation": _ORGANIZATION, "group": _ORGANIZATION}
_CLOSE_LEFT = set(",.;:!?)]}%'’”") | {"'s", "’s", "n't", "''", "”"}
_CLOSE_RIGHT = set("([{$“‘") | {"``"}
_BRACKETED = re.compile(rf"\[({'|'.join(KINDS)}) ([^\[\]]+)\]")
_TITLE = re.compile(
    r"(?:(?:President|Prime Minister|Senator|Sen\.|Rep\.|Governor|Gov\.|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Sir|King|Queen"
    r"|Prince|Princess|Pope|General|Gen\.|Colonel|Col\.|Captain|Capt\.|Professor|Prof\.|Chancellor|Minister|Judge|Justice)\s+)+"
)

LICENCES = {
    "gum": "CC BY 4.0; texts CC BY, CC BY-SA or public domain", "ewt": "CC BY-SA 4.0", "crossner": "MIT",
    "wikigold": "CC BY 4.0", "wnut": "CC BY 4.0", "multiner": "CC0", "redocred": "MIT; texts CC BY-SA",
    "own": "Apache-2.0",
}  # fmt: skip
TRAINING = ("gum", "ewt", "crossner", "wikigold", "wnut", "multiner", "redocred", "own")


def training(root: Path, *, sources: Iterable[str] = TRAINING) -> Iterator[Document]:
    """Yield the documents that may train."""
    readers = {
        "gum": lambda: gum(root, dev=False),
        "ewt": lambda: ewt(root),
        "crossner": lambda: _crossner(root),
        "wikigold": lambda: _coarse(root / "ner-small/wikigold.conll.txt", "wikigold"),
        "wnut": lambda: _columns(root / "ner-small/wnut17train.conll", "wnut", _SOCIAL),
        "multiner": lambda: _coarse(root / "multiner/Final_English.txt", "multiner"),
        "redocred": lambda: _redocred(root / "redocred/test_revised.json"),
        "own": lambda: own(sorted(OWN.glob("*.txt"))),
    }
    for source in sources:
        yield from readers[source]()


def development(root: Path) -> dict[str, tuple[Document, ...]]:
    """Return the documents that only measure, by name of the set."""
    return {
        "gum-news": tuple(gum(root, dev=True, news=True)),
        "gum-other": tuple(gum(root, dev=True, news=False)),
        "own-gold": tuple(own(sorted(GOLD.glob("*.txt")))),
        "crossner-politics": tuple(_columns(root / "crossner/politics/dev.txt", "politics-dev", CROSSNER)),
    }


def own(paths: Iterable[Path]) -> Iterator[Document]:
    """Yield our own labelled articles: a sentence a line, names in brackets, an empty line between articles."""
    for path in paths:
        blocks = re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))
        for number, block in enumerate(blocks):
            lines = [line.strip() for line in block.splitlines() if line.strip() and not line.startswith("#")]
            if lines:
                yield Document(f"own:{path.stem}:{number}", tuple(_bracketed(line) for line in lines))


def _bracketed(line: str) -> Sentence:
    text, names, at = "", [], 0
    for match in _BRACKETED.finditer(line):
        text += line[at : match.start()]
        names.append(Name(len(text), len(text) + len(match[2]), Kind(match[1])))
        text += match[2]
        at = match.end()
    return complete(text + line[at:], names, marked=frozenset(KINDS))


def _crossner(root: Path) -> Iterator[Document]:
    for domain in ("politics", "science", "literature", "music", "ai"):
        parts = ("train",) if domain == "politics" else ("train", "dev", "test")
        for part in parts:
            yield from _columns(root / f"crossner/{domain}/{part}.txt", f"crossner-{domain}", CROSSNER)


def _coarse(path: Path, name: str) -> Iterator[Document]:
    yield from _columns(path, name, _COARSE)


def _columns(path: Path, name: str, kinds: dict[str, Kind]) -> Iterator[Document]:
    """Yield the sentences of a file of words and tags as documents of up to eight sentences."""
    block: list[Sentence] = []
    number = 0
    for rows in _blocks(path):
        sentence = _tagged(rows, name, kinds)
        # Single sentences of many texts are no document; only these corpora print running text.
        if name in ("wikigold", "multiner"):
            block.append(sentence)
            if len(block) < 8:
                continue
        yield Document(f"{name}:{number}", tuple(block or [sentence]))
        number += 1
        block = []
    if block:
        yield Document(f"{name}:{number}", tuple(block))


def _tagged(rows: list[tuple[str, str]], source: str, kinds: dict[str, Kind]) -> Sentence:
    text, names, loose = "", [], []
    start, label, end = 0, "O", 0
    for index, (word, tag) in enumerate([*rows, ("", "O")]):
        goes_on = tag.startswith("I-") and tag[2:] == label
        if label != "O" and not goes_on:
            _keep(text, start, end, label, kinds, names, loose)
            label = "O"
        if text and word and not (word in _CLOSE_LEFT or rows[index - 1][0] in _CLOSE_RIGHT):
            text += " "
        if tag != "O" and not goes_on:
            start, label = len(text), tag[2:]
        text += word
        end = len(text)
    fine = source.startswith(("crossner", "politics"))
    marked = frozenset(kinds.values()) - (frozenset() if fine else {_EVENT})
    return languages(complete(text, names, marked=marked, loose=None if source == "wnut" else loose))


def _keep(
    text: str, start: int, end: int, label: str, kinds: dict[str, Kind], names: list[Name], loose: list[tuple[int, int]]
) -> None:
    kind = kinds.get(label)
    if kind is None:
        if label.lower() == "misc":
            loose.append((start, end))
        if is_demonym(text[start:end]):
            names.append(Name(start, end, Kind.GROUP))
        return
    if kind is _PERSON and (title := _TITLE.match(text, start, end)):
        start = title.end()
    if kind is not _PERSON and text[start:end].lower().startswith("the ") and text[start:end] != "The Hague":
        start += 4
    if start < end:
        names.append(Name(start, end, kind))


def _blocks(path: Path) -> Iterator[list[tuple[str, str]]]:
    rows: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        fields = line.split()
        if len(fields) >= 2 and not fields[0].startswith("-DOCSTART"):
            rows.append((fields[0], fields[-1]))
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


def _redocred(path: Path) -> Iterator[Document]:
    for document in json.loads(path.read_text(encoding="utf-8")):
        sentences = []
        marked: dict[int, list[tuple[int, int, str]]] = {}
        for mentions in document["vertexSet"]:
            for mention in mentions:
                marked.setdefault(mention["sent_id"], []).append((*mention["pos"], mention["type"]))
        for number, words in enumerate(document["sents"]):
            rows = [(word, "O") for word in words]
            for start, end, kind in sorted(marked.get(number, ()), key=lambda item: item[0] - item[1]):
                if kind in ("PER", "LOC", "ORG", "MISC") and all(tag == "O" for _, tag in rows[start:end]):
                    rows[start:end] = [
                        (word, ("B-" if at == 0 else "I-") + kind) for at, (word, _) in enumerate(rows[start:end])
                    ]
            rows = [(word, tag) for word, tag in rows if word.strip()]
            if rows:
                sentences.append(_tagged(rows, "redocred", _COARSE))
        yield Document(f"redocred:{document['title']}", tuple(sentences))
