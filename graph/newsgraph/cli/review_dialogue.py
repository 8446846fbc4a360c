"""The walk through open pairs: a screen a pair, one line an answer; the same over a pipe as on a terminal."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from newsgraph.cli.console import harmless, say
from newsgraph.cli.review_session import Session
from newsgraph.model import Verdict
from newsgraph.resolve.across.scoring import SAME_AT
from newsgraph.resolve.judgements import one_line
from newsgraph.review import Pair, Passage, Side

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_WIDE = 100
_PIPE_WIDTH = 80
_REACH = 400
_MORE = 8
_ANSWERS = {"s": Verdict.SAME, "d": Verdict.DIFFERENT, "o": Verdict.OPEN}
_WORDS = {"same": "s", "different": "d", "open": "o", "next": "n", "back": "b", "more": "m", "quit": "q"}
_PROMPT = "[s]ame [d]ifferent [o]pen [n]ext [b]ack [m]ore [q]uit? "
_HELP = """\
  s  they are the same             n  say nothing, go on to the next
  d  they are different            b  go back one, and take its answer back
  o  leave it open, and say so     m  more sentences that name the two
                                   q  end; what was answered is kept
A note may follow an answer: s both are the mayor of one town"""


def walk(pairs: Sequence[Pair], session: Session) -> int:
    """Ask about each pair until there are no more or the user ends; return how many followed from other answers."""
    console = _console()
    at, trail, followed = 0, list[int](), 0
    while at < len(pairs):
        pair = pairs[at]
        if session.follows(pair):
            followed += 1
            at += 1
            continue
        _show(console, pair, f"Question {at + 1} of {len(pairs)}")
        told = _asked(console, pair, session, can_go_back=bool(trail))
        if told == "q":
            break
        if told == "b":
            at = trail.pop()
            if session.take_back(pairs[at]):
                say("Its answer is taken back.")
        else:
            trail.append(at)
            at += 1
    return followed


def _asked(console: "Console", pair: Pair, session: Session, *, can_go_back: bool) -> str:
    """Ask until there is an answer that can stand, write it, and return the key that was pressed."""
    while True:
        word, note = _read()
        key = _WORDS.get(word, word)
        if key in _ANSWERS:
            problems = session.add([session.record(pair, _ANSWERS[key], note)])
            if not problems:
                return key
            say("That contradicts what is judged already, and was not taken:")
            for sentence in problems:
                say(f"  {sentence}")
        elif key == "b" and not can_go_back:
            say("This is the first question.")
        elif key in ("n", "q", "b"):
            return key
        elif key == "m":
            _show_more(console, pair)
        else:
            for line in _HELP.splitlines():
                say(line)


def _read() -> tuple[str, str]:
    sys.stdout.write(_PROMPT)
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not sys.stdin.isatty() or not line:
        sys.stdout.write("\n")
    if not line:
        return "q", ""
    word, _, note = one_line(line).partition(" ")
    return word.casefold(), note


def _console() -> "Console":
    from rich.console import Console  # noqa: PLC0415

    return Console(file=sys.stdout, width=None if sys.stdout.isatty() else _PIPE_WIDTH, highlight=False)


def _show(console: "Console", pair: Pair, title: str) -> None:
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console.print()
    console.rule(Text(title), characters="-" if console.encoding != "utf-8" else "─")
    plain = not console.is_terminal or console.no_color
    left, right = _described(pair.left, plain=plain), _described(pair.right, plain=plain)
    if console.width >= _WIDE:
        table = Table.grid(padding=(0, 3), expand=True)
        table.add_column(ratio=1, overflow="fold")
        table.add_column(ratio=1, overflow="fold")
        table.add_row(left, right)
        console.print(table)
    else:
        console.print(left, overflow="fold")
        console.print()
        console.print(right, overflow="fold")
    console.print()
    judgement = pair.judgement
    console.print(
        Text(f"{'Joined' if pair.joined else 'Asked'} because: {_clean(judgement.reason)} ({_clean(judgement.by)})")
    )
    console.print(Text(_worth(pair)))


def _worth(pair: Pair) -> str:
    if pair.joined:
        many = _articles(replace(pair.left, articles=pair.left.articles + 1))
        score = f"joined with a score of {pair.judgement.score:.2f}"
        return f"Worth {pair.value:.1f}: they are one in the graph, named in {many}; {score}."
    left, right = _articles(pair.left), _articles(pair.right)
    score = f"the score is {pair.judgement.score:.2f}, and from {SAME_AT:g} on the program joins by itself"
    if pair.judgement.when is not None:
        score = "the file gives no score"
    return f"Worth {pair.value:.1f}: a join brings {left} and {right} together; {score}."


def _articles(side: Side) -> str:
    return f"{side.articles} {'article' if side.articles == 1 else 'articles'}"


def _described(side: Side, *, plain: bool) -> "Text":
    from rich.text import Text  # noqa: PLC0415

    text = Text(_clean(side.name), style="bold")
    text.append(f"  {side.kind}" if side.kind else "  elsewhere", style="not bold")
    article = side.article
    if article is None:
        return text.append(f"\n{_clean(side.identifier)}", style="not bold")
    source = ", ".join(filter(None, (article.outlet or article.origin, str(article.published or "no date"))))
    for line in (article.headline or "(no headline)", source):
        text.append(f"\n{_clean(line)}", style="not bold")
    text.append("\n")
    passage = next(side.passages(), None)
    if passage is None:
        return text.append("\n(only named as a part of something)", style="not bold")
    return _append_passage(text, passage, plain=plain)


def _append_passage(text: "Text", passage: Passage, *, plain: bool) -> "Text":
    before, after = _clean(passage.before), _clean(passage.after)
    before = f"…{before[-_REACH:]}" if len(before) > _REACH else before
    after = f"{after[:_REACH]}…" if len(after) > _REACH else after
    named = f">>{_clean(passage.named)}<<" if plain else _clean(passage.named)
    gap = " " if passage.before[-1:].isspace() else ""
    behind = " " if passage.after[:1].isspace() else ""
    text.append(f"\n{before}{gap}", style="not bold")
    text.append(named, style="reverse")
    return text.append(f"{behind}{after}", style="not bold")


def _show_more(console: "Console", pair: Pair) -> None:
    from rich.text import Text  # noqa: PLC0415

    plain = not console.is_terminal or console.no_color
    for side in (pair.left, pair.right):
        passages = list(side.passages())[1:]
        console.print(Text(f"{_clean(side.name)}: {len(passages)} more"), style="bold")
        for passage in passages[:_MORE]:
            console.print(_append_passage(Text(), passage, plain=plain), overflow="fold")


def _clean(text: str) -> str:
    return harmless(one_line(text))
