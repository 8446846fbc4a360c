"""How well the extractor reads names: exact precision, recall and F1 by kind, on open corpora.

    python bench/quality.py --datasets /work/shared/datasets            # the development parts: report these
    python bench/quality.py --datasets /work/shared/datasets --train    # the training parts: look at errors here
    python bench/quality.py --datasets /work/shared/datasets --train --errors gum-news

Kinds: GUM's person, place, organization and event, where the entity's head is a proper noun, cut to the name: no
article, no title before a person, nothing behind a comma; of nested names the longest counts.
CrossNER: person and politician; country and location; organisation and political party; election and event.
Wikigold and MultiNER: PER, LOC, ORG.
Kinds that a corpus does not mark are not counted for it, in neither direction.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from newsgraph.extract import Extractor, find_extractor
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


def _found(document: Document, extract: Extractor) -> Gold:
    annotated = extract(AnnotatedArticle(_article(document.text, document.headline)))
    return {
        (mention.span.start, mention.span.end, mention.kind)
        for mention in annotated.mentions
        if mention.kind in document.kinds
    }


def _article(text: str, headline: Span | None) -> Article:
    parts = (Part(PartRole.HEADLINE, headline),) if headline else ()
    return Article(digest(text)[:16], "bench", "", text, digest(text), parts, ())


def _report(name: str, documents: list[Document], extract: Extractor) -> None:
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


def _errors(documents: list[Document], extract: Extractor) -> None:
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
    proper: bool
    governor: int
    """Which word it hangs on; -1 for the root."""


def _gum_document(name: str, content: str) -> Document:
    text, words, spans, opened, fused, base = "", [], [], {}, ("", ""), 0
    for line in content.splitlines():
        if line.startswith("# newpar") and "newpar_" not in line:
            text = text.rstrip() + "\n\n" if text.strip() else ""
        fields = line.split("\t")
        if len(fields) != 10:
            continue
        first, _, last = fields[0].partition("-")
        if last:
            fused = (last, fields[9])
            continue
        if not first.isdigit():
            continue
        proper = fields[3] == "PROPN" or fields[4].startswith("NNP")
        base = len(words) if first == "1" else base
        governor = base + int(fields[6]) - 1 if fields[6] != "0" else -1
        words.append(_Word(fields[1], len(text), len(text) + len(fields[1]), fields[3], proper, governor))
        inside = fused[0] and fields[0] != fused[0]
        spacing = fused[1] if fields[0] == fused[0] else fields[9]
        if fields[0] == fused[0]:
            fused = ("", "")
        text += fields[1] + ("" if inside or "SpaceAfter=No" in spacing else " ")
        spans += _entities(fields[9], len(words) - 1, opened)
    gold: Gold = set()
    for first_word, last_word, kind in spans:
        found = _name_of(words, first_word, last_word, kind)
        if found:
            gold.add((*found, GUM_KINDS[kind]))
    first_end = text.find("\n\n")
    headline = Span(0, first_end) if first_end > 0 else None
    return Document(name, text, _outermost(gold), frozenset(GUM_KINDS.values()), headline)


def _entities(misc: str, at: int, opened: dict) -> Iterator[tuple[int, int, str]]:
    """Yield the entities that end at a word: first word, last word, type."""
    value = next((part[7:] for part in misc.split("|") if part.startswith("Entity=")), "")
    for bit in value.replace("(", " (").replace(")", ") ").split():
        label = bit.strip("()").split("-")
        if bit.startswith("("):
            opened.setdefault(label[0], []).append((at, label[1]))
        if bit.endswith(")") and opened.get(label[0]):
            start, kind = opened[label[0]].pop()
            if kind in GUM_KINDS:
                yield start, at, kind


def _name_of(words: list[_Word], first: int, last: int, kind: str) -> tuple[int, int] | None:
    """Return the stretch of proper nouns around an entity's head, small words between them included."""
    head = next((at for at in range(first, last + 1) if not first <= words[at].governor <= last), first)
    if not words[head].proper:
        # "creator Mark Lee": the name hangs on the role right before it.
        named = head + 1 <= last and words[head + 1].proper and words[head + 1].governor == head
        if kind != "person" or not named:
            return None
        first = head = head + 1
    low = high = head
    loose = kind != "person"
    years = kind == "event"
    while low > first and (step := _step(words, low, first, -1, loose)):
        low -= step
    while high < last and (step := _step(words, high, last, 1, loose)):
        high += step
    while years and low > first and words[low - 1].form.isdigit():
        low -= 1
    while low < high and words[low].upos in ("DET", "PUNCT"):
        low += 1
    if kind == "person":
        return _without_title(words, low, high)
    return words[low].start, words[high].end


def _without_title(words: list[_Word], low: int, high: int) -> tuple[int, int] | None:
    """Return a person's name behind the last title word; None for a role or a people alone."""
    known = lexicon()
    for at in range(high, low - 1, -1):
        word = words[at].form.lower().strip(".")
        if word in known.titles and word.title() not in known.first_names:
            if at == high:
                return None
            low = at + 1
            break
    found = known.phrases.get(" ".join(word.form for word in words[low : high + 1]))
    if words[high].form.lower() in known.roles or (found and found.kind is Kind.GROUP):
        return None
    return words[low].start, words[high].end


def _step(words: list[_Word], at: int, limit: int, way: int, loose: bool) -> int:
    """Return how many words further the name goes; only bodies, places and events hold "of", "and" and "'s"."""
    following = words[at + way]
    if following.proper or (following.upos in ("NUM", "ADJ", "NOUN", "X") and following.form[0].isupper()):
        return 1
    for size in (2, 3):
        end = at + way * size
        if (limit - end) * way < 0:
            return 0
        between = words[min(at, end) + 1 : max(at, end)]
        small = all(word.form == "-" or (loose and word.upos in ("ADP", "DET", "CCONJ", "PART")) for word in between)
        if words[end].proper and small:
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
