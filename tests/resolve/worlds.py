"""Generated worlds of people and bodies with known identities, and the articles that name them.

Names are drawn with a realistic skew (few are named often, most once or twice). A tenth of the people are namesakes of
another, with another role, place and age. Articles name people as newspapers do: full name with role, bare full name,
title and surname, with an age; which leaves some mentions that nobody could place.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from newsgraph.ids import article_id, digest, local_entity_id
from newsgraph.model import (
    AnnotatedArticle,
    Article,
    Dateline,
    Kind,
    LocalEntity,
    Mention,
    Naming,
    Part,
    PartRole,
    Publicity,
    Span,
)
from newsgraph.resolve.names import fold

FIRST = (
    "Ada Bruno Celia Dario Edda Farid Greta Hugo Ines Jonas Karla Leon Mira Nils Oda Pavel Rosa Samir Tilda Ugo Vera"
)
START = "Ok Mar Vel Tor Lind Had Bran Cas Dua Erik Fon Gre Ib Kow Sol Win Pra Zel Nor Ust Jas Ro Ty Wen Xan Yor Hel Dol"
MIDDLE = "a e i o u ar en il os un"
END = "njo ek sco nay qvist dad dt tellan rte sen tana ll rra lik berg va mann ric sky du nes tti"
TOWN_START = "Hal Ost Gren Tol Mir Wex Kes Bri Nov Sal Qas Lor Ter Dun Ash Pel Cor Vin"
TOWN_END = "vmark ervik field vania bad ley trel sa orio mara nur ford haven by wick"
TOWN_ROLES = "mayor|sheriff|police chief|judge|prosecutor|bishop|principal|councillor"
NATION_ROLES = "president|prime minister|senator|foreign minister|health minister|ambassador|governor"
BODY_ROLES = "director|spokesperson|chief executive|founder|coach|chair|professor"
PRIVATE_ROLES = "farm worker|teacher|student|nurse|driver"
BODY = "Harbour League|Relief Fund|Transit Union|Farm Alliance|Steel Works|Football Club|Science Institute|Press Group"
OUTLETS = ("North Herald", "South Courier", "East Post", "West Record")
_START = date(2018, 1, 1)


@dataclass(frozen=True)
class Someone:
    """A person of the world."""

    number: int
    name: str
    role: str
    owner: str
    """The town or body of the role; empty for private people."""
    home: str
    born: int
    public: bool
    circle: tuple[int, ...] = ()


@dataclass
class World:
    """Articles, and who each local entity of a person is."""

    people: list[Someone]
    articles: list[AnnotatedArticle] = field(default_factory=list)
    gold: dict[str, int] = field(default_factory=dict)


def generated_world(count: int, *, seed: int = 11, people_an_article: int = 4) -> World:
    """Return a world of that many articles."""
    rng = random.Random(seed)
    people = _people(rng, max(12, count))
    world = World(people)
    weights = [1 / (rank + 2) for rank in range(len(people))]
    chosen = iter(rng.choices(range(len(people)), weights=weights, k=count))
    for number, main in enumerate(chosen):
        cast = [people[main]]
        others = [*people[main].circle, *rng.choices(range(len(people)), weights=weights, k=2)]
        rng.shuffle(others)
        for other in others:
            if len(cast) < people_an_article and all(fold(people[other].name) != fold(one.name) for one in cast):
                cast.append(people[other])
        _write(world, rng, number, cast)
    return world


def _people(rng: random.Random, count: int) -> list[Someone]:
    towns = sorted({rng.choice(TOWN_START.split()) + rng.choice(TOWN_END.split()) for _ in range(max(8, count // 20))})
    bodies = [f"{town} {rng.choice(BODY.split('|'))}" for town in towns for _ in range(2)]
    people: list[Someone] = []
    for number in range(count):
        namesake = people and rng.random() < 0.1
        name = rng.choice(people).name if namesake else _name(rng)
        public = rng.random() < 0.6
        home = rng.choice(towns)
        if not public:
            role, owner = rng.choice(PRIVATE_ROLES.split("|")), ""
        else:
            roles, owners = rng.choice([(TOWN_ROLES, towns), (NATION_ROLES, towns), (BODY_ROLES, bodies)])
            role, owner = rng.choice(roles.split("|")), rng.choice(owners)
        circle = tuple(rng.randrange(count) for _ in range(3))
        people.append(Someone(number, name, role, owner, home, rng.randint(1935, 2002), public, circle))
    return people


def _name(rng: random.Random) -> str:
    surname = rng.choice(START.split()) + rng.choice(MIDDLE.split()) + rng.choice(END.split())
    return f"{rng.choice(FIRST.split())} {surname}"


@dataclass
class _Draft:
    number: int
    text: str = ""
    named: list[tuple[str, Kind, Span, int | None, str | None]] = field(default_factory=list)

    def add(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))

    def name(self, words: str, kind: Kind, person: int | None = None, title: str | None = None) -> None:
        self.named.append((words, kind, self.add(words), person, title))


def _write(world: World, rng: random.Random, number: int, cast: list[Someone]) -> None:
    day = _START + timedelta(days=rng.randrange(5 * 365))
    draft = _Draft(number)
    place = cast[0].home
    draft.name(place, Kind.PLACE)
    draft.add(f", {day:%B} {day.day} — ")
    line = Span(0, len(draft.text))
    for someone in cast:
        _mention(draft, rng, someone, day)
    draft.add(f" This was story {number}.")
    world.articles.append(_annotated(world, draft, line, place, day, rng.choice(OUTLETS)))


def _mention(draft: _Draft, rng: random.Random, someone: Someone, day: date) -> None:
    owner = Kind.ORGANIZATION if " " in someone.owner else Kind.PLACE
    age = day.year - someone.born
    manner = rng.random()
    title = someone.role.title()
    if someone.public and manner < 0.35:
        draft.name(someone.name, Kind.PERSON, someone.number)
        draft.add(f", the {someone.role} of ")
        draft.name(someone.owner, owner)
        draft.add(", spoke. ")
    elif someone.public and manner < 0.6:
        draft.add(f"{title} ")
        draft.name(someone.name, Kind.PERSON, someone.number, title)
        draft.add(" spoke. ")
    elif someone.public and manner < 0.7:
        draft.add(f"{title} ")
        draft.name(someone.name.split()[-1], Kind.PERSON, someone.number, title)
        draft.add(" spoke. ")
    elif not someone.public and manner < 0.8:
        draft.name(someone.name, Kind.PERSON, someone.number)
        draft.add(f", {age}, a {someone.role} from ")
        draft.name(someone.home, Kind.PLACE)
        draft.add(", spoke. ")
    else:
        draft.name(someone.name, Kind.PERSON, someone.number)
        draft.add(" spoke. ")


def _annotated(world: World, draft: _Draft, line: Span, place: str, day: date, outlet: str) -> AnnotatedArticle:
    identifier = article_id(f"world-{draft.number}.txt", draft.text)
    article = Article(
        id=identifier,
        origin=f"world-{draft.number}.txt",
        page_digest=digest(draft.text),
        text=draft.text,
        digest=digest(draft.text),
        parts=(Part(PartRole.PARAGRAPH, Span(0, len(draft.text))),),
        alignment=(),
        dateline=Dateline(line, place, Span(0, len(place)), day),
        published=day,
        outlet=outlet,
    )
    mentions = tuple(Mention(identifier, span, kind, 0.9, "world", title) for _, kind, span, _, title in draft.named)
    entities = tuple(_locals(world, draft, identifier))
    return AnnotatedArticle(article, mentions, tuple(sorted(entities, key=lambda local: local.id)))


def _locals(world: World, draft: _Draft, identifier: str) -> Iterator[LocalEntity]:
    gathered: dict[tuple[Kind, str], list[tuple[str, Span, int | None, str | None]]] = {}
    for words, kind, span, person, title in draft.named:
        gathered.setdefault((kind, fold(words)), []).append((words, span, person, title))
    for (kind, key), found in gathered.items():
        local = local_entity_id(identifier, kind, key)
        person = found[0][2]
        publicity = basis = None
        if person is not None:
            world.gold[local] = person
            titled = next((title for *_, title in found if title), None)
            publicity = Publicity.PUBLIC if titled or _apposed(draft, found) else Publicity.UNKNOWN
            basis = f"named with the title or role “{titled}”" if titled else None
        namings = tuple(Naming(span, "name") for _, span, *_ in found)
        yield LocalEntity(local, identifier, kind, key, found[0][0], namings, publicity, basis)


def _apposed(draft: _Draft, found: list[tuple[str, Span, int | None, str | None]]) -> bool:
    return any(draft.text[span.end : span.end + 6] == ", the " for _, span, *_ in found)


def pairwise(gold: dict[str, int], made: dict[str, str]) -> tuple[float, float]:
    """Return precision and recall over the pairs of local entities that are joined or should be."""
    together = _pairs_of([(made[local], gold[local]) for local in gold])
    wanted = _pairs_of([(gold[local], "") for local in gold])
    right = _same_pairs(gold, made)
    return right / together if together else 1.0, right / wanted if wanted else 1.0


def _pairs_of(groups: list[tuple[object, object]]) -> int:
    sizes: dict[object, int] = {}
    for group, _ in groups:
        sizes[group] = sizes.get(group, 0) + 1
    return sum(size * (size - 1) // 2 for size in sizes.values())


def _same_pairs(gold: dict[str, int], made: dict[str, str]) -> int:
    sizes: dict[tuple[int, str], int] = {}
    for local, person in gold.items():
        sizes[(person, made[local])] = sizes.get((person, made[local]), 0) + 1
    return sum(size * (size - 1) // 2 for size in sizes.values())
