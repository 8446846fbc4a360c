"""From tokens back to a text: where the true text is not known, words and punctuation are spaced as print does."""

from collections.abc import Sequence

_PRINTED = {
    "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}", "``": "“", "''": "”",
}  # fmt: skip
_NO_SPACE_BEFORE = frozenset(",.;:!?)]}%’”»…") | {"...", "'s", "n't", "'re", "'ve", "'ll", "'d", "'m"}
_NO_SPACE_AFTER = frozenset("([{“‘«£€$") | {"US$", "A$", "C$", "HK$", "NZ$"}
_QUOTES = ('"', "'")


def spaced(tokens: Sequence[str], glued: Sequence[bool] = ()) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return a text that the tokens may come from, and where each stands in it.

    Args:
        tokens: words and punctuation; brackets and quotes may be written as the Penn Treebank writes them.
        glued: for each token, whether no space follows it for sure.
    """
    printed = [_PRINTED.get(token, token) for token in tokens]
    sides = _quote_sides(printed)
    text, places = "", list[tuple[int, int]]()
    for at, token in enumerate(printed):
        if at and not (glued and glued[at - 1]) and not _closed_up(printed, sides, at):
            text += " "
        places.append((len(text), len(text) + len(token)))
        text += token
    return text, tuple(places)


def aligned(text: str, tokens: Sequence[str]) -> tuple[tuple[int, int], ...] | None:
    """Return where the tokens stand in a text that holds them and space, nothing else; None where it does not."""
    places, at = list[tuple[int, int]](), 0
    for token in tokens:
        while at < len(text) and text[at].isspace():
            at += 1
        if not text.startswith(token, at):
            return None
        places.append((at, at + len(token)))
        at += len(token)
    return tuple(places) if not text[at:].strip() else None


def _closed_up(tokens: Sequence[str], sides: Sequence[int], at: int) -> bool:
    """Return whether a token follows the one before without a space."""
    before, token = tokens[at - 1], tokens[at]
    if token.replace("’", "'").lower() in _NO_SPACE_BEFORE or token in _NO_SPACE_BEFORE or before in _NO_SPACE_AFTER:
        return True
    return sides[at] > 0 or sides[at - 1] < 0


def _quote_sides(tokens: Sequence[str]) -> list[int]:
    """Return for each token -1 for a straight quote that opens, 1 for one that closes, 0 for another token."""
    sides = [0] * len(tokens)
    for quote in _QUOTES:
        places = [at for at, token in enumerate(tokens) if token == quote]
        opened = False
        for number, at in enumerate(places):
            # "the workers ' hall": an apostrophe, where no later one closes it or a plural stands before.
            apostrophe = quote == "'" and not opened and (
                number + 1 == len(places) or (at > 0 and tokens[at - 1].endswith("s"))
            )  # fmt: skip
            opening = not opened and not apostrophe and at + 1 < len(tokens)
            sides[at] = -1 if opening else 1
            opened = opening
    return sides
