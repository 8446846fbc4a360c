"""The treebanks: GUM with its entities, and EWT with the names of Universal NER."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from document import ANY, Document, Name, Parse, Sentence, kind_set
from silver import complete, is_demonym, languages

from newsgraph.extract.embedded.labels import OUTSIDE, PARTS_OF_SPEECH, RELATIONS, begin, inside
from newsgraph.extract.lexicon import lexicon
from newsgraph.model import Kind

DEV_NEWS = ("news_homeopathic", "news_iodine")
DEV_OTHER = ("court_loan", "speech_inauguration", "bio_byron", "interview_gaming")
GUM_KINDS = {"person": Kind.PERSON, "place": Kind.PLACE, "organization": Kind.ORGANIZATION, "event": Kind.EVENT}
_UNIVERSAL = {"PER": Kind.PERSON, "LOC": Kind.PLACE, "ORG": Kind.ORGANIZATION}
_SILENT = kind_set([Kind.GROUP, Kind.LEGISLATION, Kind.EVENT, Kind.ORGANIZATION]) | 1 << OUTSIDE


class _Word(NamedTuple):
    form: str
    spaced: bool
    upos: str
    proper: bool
    head: int
    """The word it hangs on, counted in the sentence; itself for a root."""
    relation: str
    misc: str


def gum(root: Path, *, dev: bool, news: bool | None = None) -> Iterator[Document]:
    """Yield GUM's documents of a role; of news alone, or of all else, where asked."""
    held = {*DEV_NEWS, *DEV_OTHER}
    for path in sorted((root / "gum/dep").glob("GUM_*.conllu")):
        name = path.stem.removeprefix("GUM_")
        if (name in held) is dev and (news is None or name.startswith("news_") is news):
            yield Document(f"gum:{name}", tuple(_gum_sentence(words) for words in _sentences(path)))


def ewt(root: Path) -> Iterator[Document]:
    """Yield EWT's dev and test parts, with the names of Universal NER."""
    for part in ("dev", "test"):
        tagged = _tags(root / f"ewt/uner-en_ewt-ud-{part}.iob2")
        documents: defaultdict[str, list[Sentence]] = defaultdict(list)
        for identifier, words in _named_sentences(root / f"ewt/en_ewt-ud-{part}.conllu"):
            document = identifier.rpartition("-")[0]
            documents[document].append(_ewt_sentence(words, tagged.get(identifier, ())))
        for name, sentences in documents.items():
            yield Document(f"ewt:{name}", tuple(sentences))


def _ewt_sentence(words: list[_Word], tags: tuple[str, ...]) -> Sentence:
    plain = _plain(words)
    if len(tags) != len(words):
        return replace(plain, allowed=(ANY,) * len(words))
    spans: list[tuple[int, int, Kind]] = []
    for at, tag in enumerate(tags):
        kind = _UNIVERSAL.get(tag[2:])
        if kind and tag[0] == "B":
            spans.append((at, at + 1, kind))
        elif kind and spans and spans[-1][1] == at:
            spans[-1] = (spans[-1][0], at + 1, kind)
    return _completed(plain, words, spans, marked=frozenset(_UNIVERSAL.values()), loose={})


def _gum_sentence(words: list[_Word]) -> Sentence:
    spans, loose = [], {}
    for first, last, kind in _entities(words):
        if kind in GUM_KINDS:
            found = _name_of(words, first, last, kind)
            if found:
                spans.append((*found, GUM_KINDS[kind]))
        elif kind == "abstract":
            loose |= {at: _SILENT for at in range(first, last + 1) if words[at].proper}
    outer = [
        span
        for span in spans
        if not any(low <= span[0] and span[1] <= high and high - low > span[1] - span[0] for low, high, _ in spans)
    ]
    return _completed(_plain(words), words, outer, marked=frozenset(GUM_KINDS.values()), loose=loose)


def _completed(
    plain: Sentence,
    words: list[_Word],
    spans: list[tuple[int, int, Kind]],
    *,
    marked: frozenset[Kind],
    loose: dict[int, int],
) -> Sentence:
    """Return the sentence with its names, the silver kinds joined in at the treebank's own words."""
    text = plain.text
    starts, at = [], 0
    for form in plain.forms:
        at = text.index(form, at)
        starts.append(at)
        at += len(form)
    ends = [start + len(form) for start, form in zip(starts, plain.forms, strict=True)]
    names = [Name(starts[low], ends[high - 1], kind) for low, high, kind in spans]
    filled = complete(text, names, marked=marked)
    allowed = [1 << OUTSIDE] * len(words)
    position = 0
    for form, tags in zip(filled.forms, filled.allowed, strict=True):
        position = text.index(form, position)
        for at, start in enumerate(starts):
            if start <= position < ends[at] or position <= start < position + len(form):
                allowed[at] = tags if start >= position else allowed[at]
        position += len(form)
    for at, tags in loose.items():
        allowed[at] |= tags if allowed[at] & 1 << OUTSIDE else 0
    for low, high, kind in spans:
        kept = Kind.GROUP if is_demonym(text[starts[low] : ends[high - 1]]) else kind
        if any(allowed[at] & kind_set([Kind.LEGISLATION]) and not allowed[at] & 1 for at in range(low, high)):
            continue
        for at in range(low, high):
            allowed[at] = 1 << (begin(kept) if at == low else inside(kept))
    return languages(replace(plain, allowed=tuple(allowed)))


def _plain(words: list[_Word]) -> Sentence:
    known = {name: number for number, name in enumerate(RELATIONS)}
    relations = tuple(
        known[word.relation] if word.relation in known else known[word.relation.partition(":")[0]] for word in words
    )
    parse = Parse(
        tuple(PARTS_OF_SPEECH.index(word.upos) for word in words), tuple(word.head for word in words), relations
    )
    forms, spaced = tuple(word.form for word in words), tuple(word.spaced for word in words)
    return Sentence(forms, spaced, (1 << OUTSIDE,) * len(words), parse)


def _sentences(path: Path) -> Iterator[list[_Word]]:
    for _, words in _named_sentences(path):
        yield words


def _named_sentences(path: Path) -> Iterator[tuple[str, list[_Word]]]:
    identifier, words, fused, spaced = "", [], ("", ""), True
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# sent_id = "):
            identifier = line[12:].strip()
        fields = line.split("\t")
        if len(fields) != 10:
            if not line and words:
                yield identifier, words
                words, spaced = [], True
            continue
        first, _, last = fields[0].partition("-")
        if last:
            fused = (last, fields[9])
            continue
        if not first.isdigit():
            continue
        proper = fields[3] == "PROPN" or fields[4].startswith("NNP")
        head = int(fields[6]) - 1 if fields[6] != "0" else len(words)
        words.append(_Word(fields[1], spaced, fields[3], proper, head, fields[7], fields[9]))
        inner = bool(fused[0]) and first != fused[0]
        misc = fused[1] if first == fused[0] else fields[9]
        if first == fused[0]:
            fused = ("", "")
        spaced = not inner and "SpaceAfter=No" not in misc


def _tags(path: Path) -> dict[str, tuple[str, ...]]:
    tagged: dict[str, tuple[str, ...]] = {}
    identifier, tags = "", []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# sent_id = "):
            identifier = line[12:].strip()
        elif line and not line.startswith("#"):
            fields = line.split("\t")
            if fields[0].isdigit():
                tags.append(fields[2])
        elif not line and tags:
            tagged[identifier] = tuple(tags)
            tags = []
    return tagged


def _entities(words: list[_Word]) -> Iterator[tuple[int, int, str]]:
    """Yield the entities of a sentence: first word, last word, type."""
    opened: dict[str, list[tuple[int, str]]] = {}
    for at, word in enumerate(words):
        value = next((part[7:] for part in word.misc.split("|") if part.startswith("Entity=")), "")
        for bit in value.replace("(", " (").replace(")", ") ").split():
            label = bit.strip("()").split("-")
            if bit.startswith("(") and len(label) > 1:
                opened.setdefault(label[0], []).append((at, label[1]))
            if bit.endswith(")") and opened.get(label[0]):
                start, kind = opened[label[0]].pop()
                yield start, at, kind


def _name_of(words: list[_Word], first: int, last: int, kind: str) -> tuple[int, int] | None:
    """Return the run of proper nouns around an entity's head, small words between them included: first word, end."""
    head = next(
        (at for at in range(first, last + 1) if words[at].head == at or not first <= words[at].head <= last), first
    )
    if not words[head].proper:
        # "creator Mark Lee": the name hangs on the role right before it.
        named = head + 1 <= last and words[head + 1].proper and words[head + 1].head == head
        if kind != "person" or not named:
            return None
        first = head = head + 1
    low = high = head
    loose = kind != "person"
    while low > first and (step := _step(words, low, first, -1, loose)):
        low -= step
    while high < last and (step := _step(words, high, last, 1, loose)):
        high += step
    while kind == "event" and low > first and words[low - 1].form.isdigit():
        low -= 1
    while low < high and words[low].upos in ("DET", "PUNCT"):
        low += 1
    return _without_title(words, low, high) if kind == "person" else (low, high + 1)


def _without_title(words: list[_Word], low: int, high: int) -> tuple[int, int] | None:
    """Return a person's name behind the last title word; None for a role alone."""
    known = lexicon()
    for at in range(high, low - 1, -1):
        word = words[at].form.lower().strip(".")
        if word in known.titles and word.title() not in known.first_names:
            if at == high:
                return None
            low = at + 1
            break
    if words[high].form.lower() in known.roles:
        return None
    return low, high + 1


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
