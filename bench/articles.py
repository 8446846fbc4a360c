"""Made-up articles for benchmarks: sentences of our own sample articles, reshuffled, with other names put in."""

import json
import random
import re
from datetime import date, timedelta
from pathlib import Path

SAMPLES = Path(__file__).parents[1] / "data" / "articles"
FIRST = "Ada Boris Carla Dmitri Elif Farid Grace Hugo Imani Jonas Keiko Luis Mina Noor Olga Pedro Rosa Uma".split()
LAST = (
    "Abara Bellini Castro Dupont Eriksen Farouk Ganz Haddad Ivanova Jensen Kovacs Lindgren Moreau Nakata Okafor".split()
)
PLACES = ("CHICAGO", "LISBON", "NAIROBI", "PORTLAND, Ore.", "LIMA, Peru", "GLASGOW", "MUMBAI", "ROTTERDAM, Netherlands")
_NAME = re.compile(r"\b([A-Z][a-zé]+ [A-Z][a-zé]+)\b")


def write_articles(folder: Path, count: int, *, seed: int = 7, words: int = 350) -> int:
    """Write that many articles as JSON lines, a thousand a file; return how many words they hold in all."""
    draw = random.Random(seed)
    sentences = _sentences()
    people = [f"{first} {last}" for first in FIRST for last in LAST]
    weights = [1 / (rank + 1) for rank in range(len(people))]
    total = 0
    folder.mkdir(parents=True, exist_ok=True)
    for start in range(0, count, 1000):
        with (folder / f"articles-{start:07}.jsonl").open("w", encoding="utf-8") as file:
            for number in range(start, min(start + 1000, count)):
                body = _body(draw, sentences, people, weights, words)
                day = date(2020, 1, 1) + timedelta(days=number % 2000)
                text = f"{draw.choice(PLACES)}, {day:%B} {day.day} — {body}"
                total += len(text.split())
                record = {
                    "headline": f"{draw.choices(people, weights)[0]} and the matter of {number}",
                    "published": day.isoformat(),
                    "outlet": f"Daily {draw.choice(LAST)}",
                    "text": text,
                }
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return total


def _sentences() -> list[str]:
    texts = [path.read_text("utf-8") for path in sorted(SAMPLES.glob("*")) if path.suffix in (".txt", ".md")]
    found = [part.strip() for text in texts for part in re.split(r"(?<=[.?!”])\s+", text)]
    whole = {part for part in found if 8 < len(part.split()) < 45 and part[0].isupper() and part[-1] in ".?!"}
    # A dateline or a heading within a body would make two articles of one.
    return sorted(part for part in whole if not re.search(r"[—–#|\n]", part))


def _body(draw: random.Random, sentences: list[str], people: list[str], weights: list[float], words: int) -> str:
    cast = draw.choices(people, weights, k=4)
    paragraphs: list[str] = []
    count = 0
    while count < words:
        chosen = [_NAME.sub(lambda match: draw.choice([match[0], *cast]), draw.choice(sentences)) for _ in range(3)]
        paragraphs.append(" ".join(chosen))
        count += len(paragraphs[-1].split())
    return "\n\n".join(paragraphs)
