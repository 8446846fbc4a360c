"""Text and its offsets: normalisation with a way back to the source, sentences, paragraphs."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from newsgraph.model import Span, Stretch

_BREAKS = "\n\r\v\f\x85\u2028\u2029"
_ODD_SPACES = "\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\ufff9-\ufffc\U000e0000-\U000e007f"
)
# Joiners belong to the spelling between letters of these scripts and between emoji; elsewhere they only hide.
_JOINED = (
    "[\u0600-\u109f\u1780-\u18af\u20e3\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\ufe0f"
    "\U00011000-\U00011fff\U0001f000-\U0001faff]"
)
_STRAY_JOINER = f"(?<!{_JOINED})[\u200c\u200d]|[\u200c\u200d](?!{_JOINED})"
_ODD = f"{_ODD_SPACES}{_INVISIBLE}{_BREAKS[1:]}"
# A run starts where a plain text would not: one space, or line feeds alone, are left as they stand.
_UNTIDY = re.compile(
    rf"(?:[{_ODD}]|{_STRAY_JOINER}|\A | \Z| (?=[ \n{_ODD}\u200c\u200d])|\n(?=[ {_ODD}\u200c\u200d]))"
    rf"(?:[ \n{_ODD}]|{_STRAY_JOINER})*"
)
_LINE_BREAK = re.compile(f"\r\n|[{_BREAKS}]")
_SPACE = re.compile(f"[ {_ODD_SPACES}]")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text made regular, and where its unchanged runs stand in the source."""

    text: str
    alignment: tuple[Stretch, ...]


def normalise(source: str) -> Normalised:
    r"""Return the source in NFC with plain spaces and line feeds only, and the way back.

    Each run of spaces becomes one space, none at the edges of a line; every line break becomes `\n` (their
    number is kept). Soft hyphens, zero-width, bidirectional and control characters are dropped; joiners stay
    between emoji and between letters of scripts that need them. A lone surrogate becomes U+FFFD.
    """
    tidied = source if source.isascii() else _SURROGATE.sub("\ufffd", source)
    tidy = edited(tidied, [(found.span(), _tidied(found)) for found in _UNTIDY.finditer(tidied)])
    if tidied != source:
        tidy = Normalised(tidy.text, compose(tidy.alignment, _without_surrogates(source)))
    if unicodedata.is_normalized("NFC", tidy.text):
        return tidy
    edits = [
        (found.span(), composed)
        for found in _composing().finditer(tidy.text)
        if (composed := unicodedata.normalize("NFC", found[0])) != found[0]
    ]
    composed_text = edited(tidy.text, edits)
    return Normalised(composed_text.text, compose(composed_text.alignment, tidy.alignment))


def source_span(alignment: Sequence[Stretch], span: Span) -> Span | None:
    """Return the stretch of the source that holds the words of a span, or None where they stand in none.

    A character that was changed takes what lies between the unchanged runs on its two sides.
    """
    first = bisect_right(alignment, span.start, key=lambda run: run.text_start) - 1
    last = bisect_right(alignment, max(span.start, span.end - 1), key=lambda run: run.text_start) - 1
    if last < 0 or (first == last and span.start > _text_end(alignment[last]) and last == len(alignment) - 1):
        return None
    start = alignment[0].page_start
    if first >= 0:
        run = alignment[first]
        start = run.page_start + min(span.start - run.text_start, run.length)
    run = alignment[last]
    if span.end <= _text_end(run) or last + 1 == len(alignment):
        end = run.page_start + min(span.end - run.text_start, run.length)
    else:
        end = alignment[last + 1].page_start
    return Span(start, end) if start <= end else None


def text_position(alignment: Sequence[Stretch], offset: int) -> int:
    """Return where a character of the source stands in the text, or where the text goes on without it."""
    found = bisect_right(alignment, offset, key=lambda run: run.page_start) - 1
    if found < 0:
        return 0
    run = alignment[found]
    if offset <= run.page_start + run.length or found + 1 == len(alignment):
        return run.text_start + min(offset - run.page_start, run.length)
    return alignment[found + 1].text_start


def compose(outer: Iterable[Stretch], inner: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Return the way from the outer text to the inner one's source; both are sorted, and so is the result."""
    runs: list[Stretch] = []
    for run in outer:
        index = max(0, bisect_right(inner, run.page_start, key=lambda known: known.text_start) - 1)
        end = run.page_start + run.length
        while index < len(inner) and inner[index].text_start < end:
            known = inner[index]
            low, high = max(known.text_start, run.page_start), min(_text_end(known), end)
            if low < high:
                shift = known.page_start - known.text_start
                runs.append(Stretch(low - run.page_start + run.text_start, low + shift, high - low))
            index += 1
    return tuple(runs)


def edited(source: str, edits: Iterable[tuple[tuple[int, int], str]]) -> Normalised:
    """Return the source with stretches, given in order as (start, end), replaced, and the way back."""
    pieces: list[str] = []
    runs: list[Stretch] = []
    written = read = 0
    for (start, end), replacement in (*edits, ((len(source), len(source)), "")):
        if start > read:
            runs.append(Stretch(written, read, start - read))
            pieces.append(source[read:start])
        pieces.append(replacement)
        written += start - read + len(replacement)
        read = end
    return Normalised("".join(pieces), tuple(runs))


def _text_end(run: Stretch) -> int:
    return run.text_start + run.length


def _tidied(found: re.Match[str]) -> str:
    if breaks := len(_LINE_BREAK.findall(found[0])):
        return "\n" * breaks
    inside = found.start() > 0 and found.end() < len(found.string)
    return " " if inside and _SPACE.search(found[0]) else ""


def _without_surrogates(source: str) -> tuple[Stretch, ...]:
    return edited(source, [(found.span(), "\ufffd") for found in _SURROGATE.finditer(source)]).alignment


@cache
def _composing() -> re.Pattern[str]:
    """Return what matches a character with all that may merge with it; built on need, from all of Unicode."""
    seconds = {*map(chr, range(0x1161, 0x1176)), *map(chr, range(0x11A8, 0x11C3))}
    for character in map(chr, range(0xC0, 0x30000)):
        decomposed = unicodedata.decomposition(character)
        if unicodedata.combining(character):
            seconds.add(character)
        elif decomposed and not decomposed.startswith("<"):
            seconds.add(chr(int(decomposed.split()[-1], 16)))
            if unicodedata.normalize("NFC", character) != character:
                seconds.add(character)
    members = "".join(f"\\U{ord(character):08x}" for character in sorted(seconds))
    return re.compile(f"[^{members}]?[{members}]+")


_TERMINATOR = re.compile(r"\n|(?:[.!?…؟۔।]+[\"'’”»›)\]]*(?:\[\d{1,3}\])*(?=\s|\Z))|[。！？]+[」』”’）]*")
_LAST_WORD = re.compile(r"[^\s\"'“”‘’(\[«]*\Z")
_NEXT_WORD = re.compile(r"[ ]*([\"'“‘«¿¡(\[]*)([^\s]*)")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}\Z")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_TITLES = _words(
    """
    mr mrs ms mx dr prof sen sens rep reps gov govs gen col lt sgt capt cpl maj adm cmdr rev hon st ste
    fr pres atty supt insp pvt pfc brig cllr amb sec dep det ofc sra srta dra mme mlle mgr msgr bro v vs
    ft mt messrs hr lic ing arq ald asst spc sr.a approx
    """
)
_BEFORE_NUMBER = _words(
    """
    no nos art sec secs vol fig p pp ch par para núm nr n op § c ca cca pt tel rs
    """
)
_MONTHS = _words(
    """
    jan feb mar apr jun jul aug sep sept oct nov dec
    """
)
_MAYBE_LAST = _words(
    """
    inc corp co cos ltd llc plc bros jr sr etc al esq ph.d m.d b.a m.a e.g i.e cf ave blvd rd dept univ
    assn est ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont
    neb nev okla ore pa tenn tex va vt wash wis wyo ont que alta s.a jan feb mar apr jun jul aug sep
    sept oct nov dec mon tue tues wed thu thur thurs fri sat sun hrs min km kg lbs ed eds trans
    """
)
_STARTERS = _words(
    """
    the a an he she it they we you i this that these those his her its their our my your there here what
    who why how when where which if while although though because since after before as at by for from
    in into of on to with without under over during until despite but and or so yet nor then now also
    still however meanwhile instead some many most all both each every no not one two three several
    another other such more only even according once among between about asked did do does is are was
    were will would can could el la los las un una en le les des
    """
)


def line_spans(source: str) -> Iterator[Span]:
    """Yield the span of each line of a source, without its break; a normalised text has the same lines."""
    start = 0
    for found in _LINE_BREAK.finditer(source):
        yield Span(start, found.start())
        start = found.end()
    yield Span(start, len(source))


def sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences' spans, in order, without the space around them.

    A line feed always ends a sentence. Every character that is not space lies in exactly one sentence.
    """
    return tuple(_sentences(text))


def sentence_of(known: Sequence[Span], span: Span) -> Span:
    """Return the sentence in which a span begins; the one before it, where it begins between two.

    Raises:
        ValueError: there are no sentences.
    """
    if not known:
        raise ValueError("a text without sentences holds no span")
    return known[max(0, bisect_right(known, span.start, key=lambda sentence: sentence.start) - 1)]


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the spans of what empty lines part, in order, without the space around them."""
    return tuple(_trimmed(text, *found.span()) for found in re.finditer(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*", text))


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    for found in _TERMINATOR.finditer(text):
        if found[0] != "\n" and not _ends_sentence(text, start, found):
            continue
        span = _trimmed(text, start, found.end())
        if span.start < span.end:
            yield span
        start = found.end()
    span = _trimmed(text, start, len(text))
    if span.start < span.end:
        yield span


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    return Span(left, max(left, start + len(piece.rstrip())))


def _ends_sentence(text: str, start: int, found: re.Match[str]) -> bool:
    following = _NEXT_WORD.match(text[found.end() : found.end() + 40])
    opening, word = (following[1], following[2]) if following else ("", "")
    if found[0][0] in "。！？" or not (opening or word):
        return True
    if word[:1].islower():
        return False
    if found[0] != ".":
        return True
    low = max(start, found.start() - 40)
    preceding = _LAST_WORD.search(text[low : found.start()])
    before = preceding[0] if preceding else ""
    at_start = not text[start : found.start()].removesuffix(before).strip() if low == start else False
    return not _is_abbreviation(before, word, at_start=at_start)


def _is_abbreviation(before: str, word: str, *, at_start: bool) -> bool:
    lowered = before.lower()
    if lowered in _TITLES:
        return True
    if word[:1].isdigit() and (lowered in _BEFORE_NUMBER or lowered in _MONTHS):
        return True
    if at_start and (before.isdigit() or (len(before) == 1 and before.isalpha())):
        return True
    shortened = lowered in _MAYBE_LAST or _DOTTED.match(before) or (len(before) == 1 and before.isupper())
    return bool(shortened) and word.rstrip(",;:—-").lower() not in _STARTERS
