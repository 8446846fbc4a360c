"""Whose words: cues and speakers beside the attributions of GUM's discourse trees, and beside a list of verbs alone.

    python bench/attribution.py --datasets ../shared/datasets                            # print the tables
    python bench/attribution.py --datasets ../shared/datasets --write docs/quality.md    # and refresh them there
    python bench/attribution.py --datasets ../shared/datasets --sets gum-dev --errors DIR    # look at errors

GUM parts its texts into elementary discourse units (EDUs); one that only tells whose words or thoughts the next are
is an `attribution`. It counts as found where one of our cues stands in it, or in a piece of it that another unit
broke off; one of our cues counts as right where it stands in one. GUM also marks thinking, knowing, seeing and
showing, which are no quotes here, and credits of pictures: those units are counted apart by their words. The speaker
is right where one of its namings stands in a mention of the entity that GUM gives as the source, and in no other
within it.

The sets: `gum-dev` (six official development documents that no training has seen), `gum-news` (all news), `gum-other`
(all else; of both, most documents train the reader's trees, none the rules for quotes). The baseline: a fixed list of
saying verbs wherever they stand, the nearest name of a person or body in the sentence as speaker, no trees.
"""

import argparse
import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from document import write_between

from newsgraph.evaluate.gold import GoldDocument, article_of
from newsgraph.evaluate.intervals import interval, quotient, resampled
from newsgraph.evaluate.marked import Mark, Sentence, joined
from newsgraph.evaluate.spacing import aligned, spaced
from newsgraph.extract import DEFAULT, Extractor, find_extractor
from newsgraph.model import AnnotatedArticle, Kind, Span
from newsgraph.relate.quotes import find_quotes, stance_of
from newsgraph.resolve import find_entities
from newsgraph.text import text_position

DEVELOPMENT = (
    "news_homeopathic", "news_iodine", "court_loan", "speech_inauguration", "bio_byron", "interview_gaming",
)  # fmt: skip
_SETS = {
    "gum-dev": ("GUM, development documents", lambda name: name in DEVELOPMENT),
    "gum-news": ("GUM, all news", lambda name: name.startswith("news_")),
    "gum-other": ("GUM, all but news", lambda name: not name.startswith("news_")),
}
_THOUGHT = frozenset(
    "appear assume aware believe certain clear consider convince decide determine discover doubt dream ensure establish"
    " expect feel figure find forget guess hear hope imagine know learn make mean notice realise realize recognise"
    " recognize remember reveal see seem sense show suppose sure suspect think understand want wish wonder".split()
)
_VERBS = frozenset(
    "said say says saying told tell tells telling stated states added adds announced announces reported reports"
    " explained explains noted notes claimed claims argued argues insisted insists asked asks replied replies warned"
    " warns denied denies admitted admits confirmed confirms wrote writes according".split()
)
_RELATION = re.compile(r"Discourse=([\w-]+):(\d+)(?:->(\d+))?[^|]*")
_SOURCE = re.compile(r"sem-atsrc-([\d,-]*\d)")
_WORDS = re.compile(r"lex-ind\w\w-([\d,-]*\d)")
_PIECE = re.compile(r"\(?[^()]+\)?")


class Token(NamedTuple):
    """A word of the corpus; `start` and `end` count in the article's text once the document is whole."""

    form: str
    lemma: str
    upos: str
    misc: str
    start: int = 0
    end: int = 0


class Source(NamedTuple):
    """A mention of who speaks."""

    whole: Span
    least: Span
    """Its name or noun."""
    others: tuple[Span, ...]
    """Mentions of other entities within it."""


@dataclass(frozen=True)
class Unit:
    """An EDU that tells whose words the next ones are."""

    spans: tuple[Span, ...]
    sort: str
    """`said`; `thought` where it speaks of thinking, seeing or showing; `bare` where it has no verb, as credits."""
    sources: tuple["Source", ...] = ()
    """The mentions of the source, where GUM gives one."""


@dataclass(frozen=True)
class Found:
    """A cue, and where its speaker is named; nowhere if no speaker was given."""

    cue: Span
    namings: tuple[Span, ...]


@dataclass
class Counts:
    """What is counted over one document for one reader."""

    said: int = 0
    said_found: int = 0
    thought: int = 0
    thought_found: int = 0
    bare: int = 0
    bare_found: int = 0
    cues: int = 0
    cues_right: int = 0
    sources: int = 0
    speakers: int = 0
    speakers_right: int = 0
    errors: list[str] = field(default_factory=list)

    def row(self) -> tuple[int, ...]:
        """Return the numbers in the order of `_NAMES`."""
        return tuple(getattr(self, name) for name in _NAMES)


_NAMES = (
    "said", "said_found", "thought", "thought_found", "bare", "bare_found", "cues", "cues_right", "sources",
    "speakers", "speakers_right",
)  # fmt: skip
_MEASURES = (
    ("units of saying found (recall)", "said_found", "said"),
    ("cues that stand in a unit (precision)", "cues_right", "cues"),
    ("speakers given, of units found whose source GUM tells", "speakers", "sources"),
    ("speakers right, of those given", "speakers_right", "speakers"),
    ("apart: units of thinking, seeing, showing found", "thought_found", "thought"),
    ("apart: units without a verb found (credits, headings)", "bare_found", "bare"),
)


def main() -> int:
    """Print the tables, or write them into a document."""
    options = _options()
    extractor = find_extractor(options.extractor, threads=options.threads)
    lines: list[str] = []
    for name in options.sets:
        print(f"{name} …", file=sys.stderr, flush=True)
        title, wanted = _SETS[name]
        paths = sorted((options.datasets / "gum/dep").glob("GUM_*.conllu"))
        pairs = [judged(path, extractor) for path in paths if wanted(path.stem.removeprefix("GUM_"))]
        lines += ["", f"### {title}", "", *_table(pairs)]
        if options.errors:
            options.errors.mkdir(parents=True, exist_ok=True)
            told = "\n".join(error for ours, _ in pairs for error in ours.errors)
            (options.errors / f"{name}.tsv").write_text(told + "\n", encoding="utf-8", newline="")
    tables = "\n".join(lines).strip()
    if options.write is None:
        print(tables)
        return 0
    write_between(options.write, "attribution", tables)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--datasets", type=Path, required=True)
    parser.add_argument("--extractor", default=DEFAULT, metavar="NAME", help="what gives trees (default: %(default)s)")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--sets", nargs="+", choices=tuple(_SETS), default=tuple(_SETS), metavar="SET")
    parser.add_argument("--write", type=Path, metavar="FILE", help="a document whose tables are to be refreshed")
    parser.add_argument("--errors", type=Path, metavar="DIR", help="write the errors there, a file for each set")
    return parser.parse_args()


def judged(path: Path, extractor: Extractor) -> tuple[Counts, Counts]:
    """Return what we and the baseline find in one document."""
    text, tokens = _read(path)
    article = article_of(GoldDocument(path.stem, text, (), frozenset(), str(path.name)))
    placed = [
        token._replace(
            start=text_position(article.alignment, token.start), end=text_position(article.alignment, token.end)
        )
        for token in tokens
    ]
    units = _units(placed)
    made = find_quotes(find_entities(extractor(AnnotatedArticle(article))))
    return _counts(units, _ours(made), made, path.stem), _counts(units, _baseline(made), made, path.stem)


def _ours(made: AnnotatedArticle) -> list[Found]:
    """Return the cues of the quotes; the labels of interviews are none."""
    namings = {entity.id: tuple(naming.span for naming in entity.namings) for entity in made.entities}
    cues = {
        quote.cue: namings.get(quote.speaker or "", ())
        for quote in made.quotes
        if quote.cue is not None and stance_of(quote.cue.of(made.article.text)) is not None
    }
    return [Found(cue, told) for cue, told in sorted(cues.items())]


def _baseline(made: AnnotatedArticle) -> list[Found]:
    """Return every listed verb, with the nearest name of a person or body in its sentence."""
    named = [
        (naming.span, entity)
        for entity in made.entities
        if entity.kind in (Kind.PERSON, Kind.ORGANIZATION)
        for naming in entity.namings
    ]
    found = []
    for sentence in made.sentences:
        within = Span(sentence.words[0].start, sentence.words[-1].end)
        near = [(span, entity) for span, entity in named if within.covers(span)]
        for word in sentence.words:
            if made.article.text[word.start : word.end].lower() not in _VERBS:
                continue
            nearest = min(
                near, key=lambda pair: max(pair[0].start - word.end, word.start - pair[0].end), default=None
            )  # fmt: skip
            told = tuple(naming.span for naming in nearest[1].namings) if nearest else ()
            found.append(Found(Span(word.start, word.end), told))
    return found


def _counts(units: Sequence[Unit], found: Sequence[Found], made: AnnotatedArticle, name: str) -> Counts:
    counts = Counts(cues=len(found))
    right: set[Span] = set()
    for unit in units:
        within = [one for one in found if any(span.covers(one.cue) for span in unit.spans)]
        right |= {one.cue for one in within}
        words = " … ".join(" ".join(span.of(made.article.text).split()) for span in unit.spans)
        if unit.sort == "thought":
            counts.thought += 1
            counts.thought_found += bool(within)
        elif unit.sort == "bare":
            counts.bare += 1
            counts.bare_found += bool(within)
        if unit.sort != "said":
            continue
        counts.said += 1
        counts.said_found += bool(within)
        if not within:
            counts.errors.append(f"{name}\tmissed\t{words}")
        elif unit.sources:
            counts.sources += 1
            counts.speakers += bool(within[0].namings)
            good = any(_names(naming, source) for naming in within[0].namings for source in unit.sources)
            counts.speakers_right += good
            if not good:
                counts.errors.append(f"{name}\t{'wrong' if within[0].namings else 'no'} speaker\t{words}")
    counts.cues_right = len(right)
    for one in found:
        if one.cue not in right:
            around = made.article.text[max(0, one.cue.start - 60) : one.cue.end + 60]
            counts.errors.append(f"{name}\tno unit\t{' '.join(around.split())}")
    return counts


def _names(naming: Span, source: Source) -> bool:
    """Return whether a naming holds at least half of the name or noun, or stands in the mention and no other."""
    shared = min(naming.end, source.least.end) - max(naming.start, source.least.start)
    own = source.whole.covers(naming) and not any(other.covers(naming) for other in source.others)
    return own or 2 * shared >= source.least.end - source.least.start


def _table(pairs: Sequence[tuple[Counts, Counts]]) -> Iterator[str]:
    yield f"{len(pairs):,} documents."
    yield ""
    yield "| measure | newsgraph | n | list of verbs | n |"
    yield "|---|---:|---:|---:|---:|"
    tables = [resampled([counts.row() for counts in column]) for column in zip(*pairs, strict=True)]
    sums = [[sum(values) for values in zip(*(counts.row() for counts in column), strict=True)]
            for column in zip(*pairs, strict=True)]  # fmt: skip
    for title, above, below in _MEASURES:
        cells = []
        for table, total in zip(tables, sums, strict=True):
            up, down = _NAMES.index(above), _NAMES.index(below)
            between = interval(quotient(table[:, up], table[:, down]))
            span = f" ({between[0]:.2f}–{between[1]:.2f})" if between else ""
            share = f"{total[up] / total[down]:.3f}{span}" if total[down] else "–"
            cells += [share, f"{total[down]:,}"]
        yield f"| {title} | {' | '.join(cells)} |"


def _read(path: Path) -> tuple[str, list[Token]]:
    """Return the text of a document as the other benchmarks join it, and its words."""
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.splitlines()
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        fused = {row[0].partition("-")[2]: row[9] for row in rows if "-" in row[0]}
        insides = {str(at) for row in rows if "-" in row[0] for at in range(*map(int, row[0].split("-")))}
        words = [row for row in rows if row[0].isdigit()]
        if not words:
            continue
        told = next((line.partition("= ")[2] for line in lines if line.startswith("# text = ")), "").strip()
        forms = [row[1] for row in words]
        glued = ["SpaceAfter=No" in fused.get(row[0], row[9]) or row[0] in insides for row in words]
        places = aligned(told, forms) if told else None
        text, places = (told, places) if places is not None else spaced(forms, glued)
        marks = tuple(Mark(start, end, str(len(tokens) + at)) for at, (start, end) in enumerate(places))
        opens = any(line.startswith("# newpar") for line in lines)
        sentences.append(Sentence(text, marks, opens))
        tokens += [Token(row[1], row[2], row[3], row[9]) for row in words]
    text, placed = joined(sentences)
    for mark in placed:
        tokens[int(mark.label)] = tokens[int(mark.label)]._replace(start=mark.start, end=mark.end)
    return text, tokens


def _units(tokens: Sequence[Token]) -> list[Unit]:
    opened = [(at, found) for at, token in enumerate(tokens) if (found := _RELATION.search(token.misc))]
    ends = [at for at, _ in opened[1:]] + [len(tokens)]
    spans = {found[2]: Span(tokens[at].start, tokens[end - 1].end)
             for (at, found), end in zip(opened, ends, strict=True)}  # fmt: skip
    chains = _chains(tokens)
    units = []
    for at, found in opened:
        if not found[1].startswith("attribution"):
            continue
        pieces = [other[2] for _, other in opened if other[1].startswith("same-unit") and other[3] == found[2]]
        words = [number for told in _WORDS.findall(found[0]) for number in _numbers(told)]
        last = ends[bisect_right([start for start, _ in opened], at) - 1]
        lemmas = [tokens[number].lemma.lower() for number in words if number < len(tokens)]
        lemmas = lemmas or [token.lemma.lower() for token in tokens[at:last]]
        source = next((_numbers(told) for told in _SOURCE.findall(found[0])), [])
        units.append(
            Unit(
                (spans[found[2]], *(spans[piece] for piece in pieces)),
                _sort(lemmas, tokens[at:last]),
                _sources(source, chains, tokens),
            )
        )
    return units


def _sort(lemmas: Sequence[str], tokens: Sequence[Token]) -> str:
    if any(lemma in _THOUGHT for lemma in lemmas):
        return "thought"
    return "said" if any(token.upos in ("VERB", "AUX") for token in tokens) else "bare"


def _numbers(told: str) -> list[int]:
    """Return the places of words: GUM counts from one, and writes stretches as `3-5`."""
    numbers: list[int] = []
    for part in re.findall(r"\d+(?:-\d+)?", told):
        first, _, last = part.partition("-")
        numbers += range(int(first) - 1, int(last or first))
    return numbers


class Chained(NamedTuple):
    """A mention: its words, those of its name or noun, and its entity."""

    first: int
    last: int
    least: tuple[int, ...]
    entity: str


def _chains(tokens: Sequence[Token]) -> list[Chained]:
    found: list[Chained] = []
    opened: dict[str, list[tuple[int, str]]] = {}
    for at, token in enumerate(tokens):
        value = next((part[7:] for part in token.misc.split("|") if part.startswith("Entity=")), "")
        for piece in _PIECE.findall(value):
            facts = piece.strip("()").split("-")
            if piece.startswith("("):
                opened.setdefault(facts[0], []).append((at, facts[5] if len(facts) > 5 else "1"))
            if piece.endswith(")") and opened.get(facts[0]):
                first, least = opened[facts[0]].pop()
                parts = tuple(first + int(one) - 1 for one in least.split(",") if one.isdigit())
                found.append(Chained(first, at, parts or (first,), facts[0]))
    return found


def _sources(source: Sequence[int], chains: Sequence[Chained], tokens: Sequence[Token]) -> tuple[Source, ...]:
    """Return all mentions of the entity that the words of a source stand for."""
    within = [one for one in chains if {*one.least} & {*source}]
    if not within:
        return ()
    said = max(within, key=lambda one: (len({*range(one.first, one.last + 1)} & {*source}), one.last - one.first))
    spans = {one: Span(tokens[one.first].start, tokens[one.last].end) for one in chains}
    return tuple(
        Source(
            spans[one],
            Span(tokens[min(one.least)].start, tokens[max(one.least)].end),
            tuple(span for other, span in spans.items() if other.entity != one.entity and spans[one].covers(span)),
        )
        for one in chains
        if one.entity == said.entity
    )


if __name__ == "__main__":
    sys.exit(main())
