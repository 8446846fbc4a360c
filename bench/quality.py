"""How well the extractor reads names: exact precision, recall and F1 by kind, on open corpora that lie outside the repository.

    python bench/quality.py --datasets /work/shared/datasets            # the development parts: report these
    python bench/quality.py --datasets /work/shared/datasets --train    # the training parts: look at errors here
    python bench/quality.py --datasets /work/shared/datasets --train --errors gum-news

Kinds: GUM's person, place, organization and event, where the entity's head is a proper noun, cut to the name: no
article, no title before a person, nothing behind a comma; of nested names the longest counts. CrossNER: person and politician;
country and location; organisation and political party; election and event. Wikigold and MultiNER: PER, LOC, ORG.
Kinds that a corpus does not mark are not counted for it, in neither direction.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from newsgraph.extract import find_extractor
from newsgraph.extract.rules.lexicon import lexicon
from newsgraph.ids import digest
from newsgraph.model import AnnotatedArticle, Article, Kind, Part, PartRole, Span

DEV_NEWS = ("news_homeopathic", "news_iodine")
DEV_OTHER = ("court_loan", "speech_inauguration", "bio_byron", "interview_gaming")
GUM_KINDS = {"person": Kind.PERSON, "place": Kind.PLACE, "organization": Kind.ORGANIZATION, "event": Kind.EVENT}
BIO_KINDS = {
    "person": Kind.PERSON, "politician": Kind.PERSON, "PER": Kind.PERSON,
    "country": Kind.PLACE, "location": Kind.PLACE, "LOC": Kind.PLACE,
    "organisation": Kind.ORGANIZATION, "politicalparty": Kind.ORGANIZATION, "ORG": Kind.ORGANIZATION,
    "election": Kind.EVENT, "event": Kind.EVENT,
}  # fmt: skip
_CLOSE_LEFT = set(",.;:!?)]}%'’”") | {"'s", "’s", "n't", "''"}
_CLOSE_RIGHT = set("([{$“‘") | {"``"}

Gold = set[tuple[int, int, Kind]]


class Document(NamedTuple):
    """A text, its names, and the kinds its corpus marks."""

    name: str
    text: str
    gold: Gold
    kinds: frozenset[Kind]
    headline: Span | None = None


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--datasets", type=Path, required=True)
    parser.add_argument("--extractor", default="rules")
    parser.add_argument("--train", action="store_true")
    parser.add_argument("--errors", metavar="SET")
    options = parser.parse_args()
    extract = find_extractor(options.extractor)
    extract(AnnotatedArticle(_article("Warm", None)))
    for name, documents in (_train if options.train else _dev)(options.datasets):
        if not options.errors:
            _report(name, list(documents), extract)
        elif options.errors == name:
            _errors(list(documents), extract)


def _dev(root: Path) -> Iterator[tuple[str, Iterable[Document]]]:
    yield "gum-news", _gum(root, DEV_NEWS)
    yield "gum-other", _gum(root, DEV_OTHER)
    yield "crossner-politics", _bio(root / "crossner/politics/dev.txt")


def _train(root: Path) -> Iterator[tuple[str, Iterable[Document]]]:
    held = {*DEV_NEWS, *DEV_OTHER}
    known = sorted(path.stem.removeprefix("GUM_") for path in (root / "gum/dep").glob("*.conllu"))
    yield "gum-news", _gum(root, [name for name in known if name.startswith("news_") and name not in held])
    yield "gum-other", _gum(root, [name for name in known if not name.startswith("news_") and name not in held])
    yield "crossner-politics", _bio(root / "crossner/politics/train.txt")
    yield "wikigold", _bio(root / "ner-small/wikigold.conll.txt")
    yield "multiner", _bio(root / "multiner/Final_English.txt")


def _found(document: Document, extract) -> Gold:
    annotated = extract(AnnotatedArticle(_article(document.text, document.headline)))
    return {
        (mention.span.start, mention.span.end, mention.kind)
        for mention in annotated.mentions
        if mention.kind in document.kinds
    }


def _article(text: str, headline: Span | None) -> Article:
    parts = (Part(PartRole.HEADLINE, headline),) if headline else ()
    return Article(digest(text)[:16], "bench", "", text, digest(text), parts, ())


def _report(name: str, documents: list[Document], extract) -> None:
    right, found, gold = Counter(), Counter(), Counter()
    started = time.perf_counter()
    for document in documents:
        guessed = _found(document, extract)
        for counter, names in ((right, guessed & document.gold), (found, guessed), (gold, document.gold)):
            counter.update(kind for _, _, kind in names)
    seconds = time.perf_counter() - started
    words = sum(len(document.text.split()) for document in documents)
    print(f"\n{name}: {len(documents)} texts, {words} words, {words / seconds:,.0f} words a second")
    for kind in (*sorted(gold), "all"):
        hits, guesses, names = (
            sum(counter.values()) if kind == "all" else counter[kind] for counter in (right, found, gold)
        )
        precision, recall = hits / max(1, guesses), hits / max(1, names)
        score = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"  {kind:<13} P {precision:.3f}  R {recall:.3f}  F1 {score:.3f}  ({names} names)")


def _errors(documents: list[Document], extract) -> None:
    for document in documents:
        guessed = _found(document, extract)
        for start, end, kind in sorted(guessed ^ document.gold):
            side = "+" if (start, end, kind) in guessed else "-"
            around = document.text[max(0, start - 30) : end + 20].replace("\n", " ¶ ")
            print(f"{document.name}\t{side}\t{kind}\t{document.text[start:end]}\t{around}")


def _gum(root: Path, names: Iterable[str]) -> Iterator[Document]:
    for name in names:
        yield _gum_document(name, (root / f"gum/dep/GUM_{name}.conllu").read_text(encoding="utf-8"))


class _Word(NamedTuple):
    form: str
    start: int
    end: int
    upos: str


def _gum_document(name: str, content: str) -> Document:
    text, words, spans, opened = "", [], [], {}
    headline = None
    for line in content.splitlines():
        if line.startswith("# newpar") and "newpar_" not in line:
            text = text.rstrip() + "\n\n" if text.strip() else ""
        fields = line.split("\t")
        if len(fields) != 10 or not fields[0].isdigit():
            if fields[0].count("-") == 1 and len(fields) == 10:
                pass
            continue
        word = _Word(fields[1], len(text), len(text) + len(fields[1]), fields[3])
        words.append(word)
        text += fields[1] + ("" if "SpaceAfter=No" in fields[9] else " ")
        spans += _entities(fields[9], len(words) - 1, opened)
    gold: Gold = set()
    for first, last, kind, head in spans:
        found = _name_of(words, first, last, kind, head)
        if found:
            gold.add((*found, GUM_KINDS[kind]))
    first_end = text.find("\n\n")
    if first_end > 0:
        headline = Span(0, first_end)
    return Document(name, text, _outermost(gold), frozenset(GUM_KINDS.values()), headline)


def _entities(misc: str, at: int, opened: dict) -> Iterator[tuple[int, int, str, int]]:
    value = next((part[7:] for part in misc.split("|") if part.startswith("Entity=")), "")
    bits = value.replace("(", " (").replace(")", ") ").split()
    for bit in bits:
        label = bit.strip("()").split("-")
        if bit.startswith("("):
            head = int(label[5].split(",")[0]) if len(label) > 5 else 1
            opened.setdefault(label[0], []).append((at, label[1], head))
        if bit.endswith(")") and opened.get(label[0]):
            start, kind, head = opened[label[0]].pop()
            if kind in GUM_KINDS:
                yield start, at, kind, start + head - 1


def _name_of(words: list[_Word], first: int, last: int, kind: str, head: int) -> tuple[int, int] | None:
    """Return the stretch of proper nouns around an entity's head, small words between them included."""
    if head > last or words[head].upos != "PROPN":
        return None
    low = high = head
    while low > first and (step := _step(words, low, first, -1)):
        low -= step
    while high < last and (step := _step(words, high, last, 1)):
        high += step
    titles = lexicon().titles
    while kind == "person" and low < high and words[low].form.lower().strip(".") in titles:
        low += 1
    if kind == "person" and low == high and words[low].form.lower().strip(".") in titles:
        return None
    while low < high and words[low].upos in ("DET", "PUNCT"):
        low += 1
    return words[low].start, words[high].end


def _step(words: list[_Word], at: int, limit: int, way: int) -> int:
    """Return how many words further the name goes."""
    following = at + way
    if words[following].upos in ("PROPN",) or (words[following].upos in ("NUM", "ADJ", "NOUN", "X") and words[following].form[0].isupper()):
        return 1
    for size in (2, 3):
        end = at + way * size
        if (limit - end) * way < 0:
            return 0
        between = words[min(at, end) + 1 : max(at, end)]
        if words[end].upos == "PROPN" and all(word.upos in ("ADP", "DET", "CCONJ", "PART") or word.form == "-" for word in between):
            return size
    return 0


def _outermost(gold: Gold) -> Gold:
    return {
        (start, end, kind)
        for start, end, kind in gold
        if not any(low <= start and end <= high and high - low > end - start for low, high, _ in gold)
    }


def _bio(path: Path) -> Iterator[Document]:
    kinds = None
    for number, sentence in enumerate(_sentences(path)):
        text, gold, start, end, label = "", set(), 0, 0, "O"
        for index, (word, tag) in enumerate(sentence):
            if text and not (word in _CLOSE_LEFT or sentence[index - 1][0] in _CLOSE_RIGHT):
                text += " "
            goes_on = tag.startswith("I-") and tag[2:] == label
            if label != "O" and not goes_on:
                gold.add((start, end, label))
                label = "O"
            if tag != "O" and not goes_on:
                start, label = len(text), tag[2:]
            text += word
            end = len(text)
        if label != "O":
            gold.add((start, end, label))
        marked = {(low, high, BIO_KINDS[name]) for low, high, name in gold if name in BIO_KINDS}
        politics = "crossner" in str(path)
        kinds = frozenset({Kind.PERSON, Kind.PLACE, Kind.ORGANIZATION} | ({Kind.EVENT} if politics else set()))
        yield Document(f"{path.stem}:{number}", text, marked, kinds)


def _sentences(path: Path) -> Iterator[list[tuple[str, str]]]:
    sentence: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        fields = line.split()
        if len(fields) >= 2 and not fields[0].startswith("-DOCSTART"):
            sentence.append((fields[0], fields[-1]))
        elif sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


if __name__ == "__main__":
    sys.exit(main())
