"""Runs of capitalised words parted into chunks that may each hold one name, or a title with a name."""

from newsgraph.extract.lexicon import Lexicon, not_a_name
from newsgraph.extract.rules.tokens import PARTICLES, Token

_AFTER_HEAD = frozenset({"of", "of the", "for", "for the", "on", "against"})
_TOPIC_HEADS = frozenset(
    "Committee Commission Council Conference Panel Board Convention Summit Office Center Centre War".split()
)
_LOOSE_PARTICLES = frozenset({"y", "e", "und", "us", "as", "le", "en"})


def chunks(run: list[Token], lexicon: Lexicon) -> list[list[Token]]:
    """Return the run cut where one name cannot go on."""
    parts: list[list[Token]] = []
    chunk: list[Token] = []
    for index, token in enumerate(run):
        if chunk and not _goes_on(chunk, run, index, lexicon):
            parts.append(chunk)
            chunk = []
        chunk.append(token)
    if chunk:
        parts.append(chunk)
    return parts


def _goes_on(chunk: list[Token], run: list[Token], index: int, lexicon: Lexicon) -> bool:
    before, token = chunk[-1], run[index]
    if _stands_apart(token) or _stands_apart(before):
        return token.link == "" and _event_follows(run, index, lexicon)
    if before.possessive:
        return token.link == "" and _owned_body(before, run, index, lexicon)
    if token.link in {"", "&"}:
        return True
    if token.link in PARTICLES:
        loose = token.link in _LOOSE_PARTICLES
        return before.text.lower() not in lexicon.common and not (loose and before.text in lexicon.phrases)
    if token.link == "of" and f"{before.text} of {token.text}".lower() in lexicon.titles:
        return True
    if token.link in _AFTER_HEAD:
        return _after_head(chunk, token, lexicon)
    if token.link == "and":
        return _coordinated(chunk, run, index, lexicon)
    return False


def _stands_apart(token: Token) -> bool:
    """Return whether a word is a day, a month or the like; single letters may be initials."""
    return len(token.text) > 1 and not_a_name(token.text)


def _event_follows(run: list[Token], index: int, lexicon: Lexicon) -> bool:
    """Return whether days, months and numerals belong to a longer name: May Day Parade, World War II."""
    if run[index].text in ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "XIV", "XVI", "XXIII"):
        return True
    return index + 1 < len(run) and run[index + 1].link == "" and run[-1].text in lexicon.event_ends


def _owned_body(before: Token, run: list[Token], index: int, lexicon: Lexicon) -> bool:
    """Return whether the possessive is part of a name: Children's Hospital, but not France's Senate."""
    if before.text in lexicon.phrases or before.text.lower() not in lexicon.common:
        return False
    last = index
    while last + 1 < len(run) and run[last + 1].link == "":
        last += 1
    return run[last].text in lexicon.organization_ends


def _after_head(chunk: list[Token], token: Token, lexicon: Lexicon) -> bool:
    head = chunk[-1].text
    if token.link in ("of", "of the"):
        return head in lexicon.organization_heads or head in lexicon.place_of or head in lexicon.event_of
    if token.link in ("on", "against"):
        return head in _TOPIC_HEADS
    return head in lexicon.organization_heads and token.text not in lexicon.phrases


def _coordinated(chunk: list[Token], run: list[Token], index: int, lexicon: Lexicon) -> bool:
    """Return whether "and" stands inside a name: Ministry of Youth and Sports, Food and Drug Administration."""
    last = index
    while last + 1 < len(run) and run[last + 1].link == "":
        last += 1
    right = run[index : last + 1]
    sides = (" ".join(token.text for token in side) for side in (chunk, right))
    if " and ".join(sides) in lexicon.phrases:
        return True
    plain = all(token.text.lower() in lexicon.common for token in right[:-1])
    plain = plain and not any(token.text in lexicon.phrases for token in right)
    if not plain:
        return False
    if any(token.link in _AFTER_HEAD for token in chunk[1:]):
        return right[-1].text.lower() in lexicon.common and right[-1].text not in lexicon.organization_ends
    return right[-1].text in lexicon.organization_ends and all(
        token.text.lower() in lexicon.common and token.text not in lexicon.organization_ends for token in chunk
    )
