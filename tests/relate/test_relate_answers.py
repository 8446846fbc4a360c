"""Answers between sources: a table of cases, and laws that hold for any statements."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from newsgraph.model import (
    Answer,
    Article,
    Claim,
    Copy,
    Entity,
    Event,
    Kind,
    Modality,
    Quantity,
    Role,
    Span,
    TimeBounds,
)
from newsgraph.pipeline import build
from newsgraph.relate.answers import find_answers
from newsgraph.relate.points import Things, hashed, locals_of, points_of

CUES = "said denied admitted confirmed acknowledged alleged claimed did reported"
DAY = date(2026, 5, 4)
ENTITIES = {f"{article}:{name}": name for article in "abcdefgh" for name in ("ruiz", "quell", "perez", "bank", "town")}
GROUPS = frozenset({"a:police", "b:police"})


def written(name: str, *, day: int | None = 0) -> Article:
    return Article(name, name, "", CUES, "", (), (), published=None if day is None else DAY + timedelta(days=day))


def cue(word: str | None) -> Span | None:
    return Span(CUES.index(word), CUES.index(word) + len(word)) if word else None


def employed(
    name: str,
    article: str,
    *,
    by: str | None = None,
    cued: str | None = None,
    negated: bool = False,
    at: int = 0,
    predicate: str = "schema:worksFor",
    ends: tuple[str, str] = ("quell", "bank"),
    modality: Modality = Modality.STATED,
) -> Claim:
    """Return the claim that Quell works for the bank, or another."""
    return Claim(
        id=name,
        article=article,
        subject=f"{article}:{ends[0]}",
        predicate=predicate,
        object=f"{article}:{ends[1]}",
        evidence=(Span(at, at + 1),),
        attributed_to=f"{article}:{by}" if by else None,
        cue=cue(cued or ("said" if by else None)),
        negated=negated,
        modality=modality,
    )


def killing(
    name: str,
    article: str,
    *,
    by: str | None = None,
    cued: str | None = None,
    negated: bool = False,
    at: int = 0,
    roles: str = "Agent quell Affected perez",
    kind: str = "ng:Killing",
    place: str | None = None,
    day: int | None = None,
    modality: Modality = Modality.STATED,
) -> Event:
    """Return the event that Quell killed Perez, or another; roles as `Agent quell Affected perez`."""
    listed = roles.split()
    when = DAY + timedelta(days=day) if day is not None else None
    return Event(
        id=name,
        article=article,
        type=kind,
        label=kind,
        roles=tuple(
            Role(f"ng:{role}", f"{article}:{filler}", (Span(at, at + 1),))
            for role, filler in zip(listed[::2], listed[1::2], strict=True)
        ),
        evidence=(Span(at, at + 1),),
        time=TimeBounds(when, when, when, when),
        place=f"{article}:{place}" if place else None,
        attributed_to=f"{article}:{by}" if by else None,
        cue=cue(cued or ("said" if by else None)),
        negated=negated,
        modality=modality,
    )


def answered(*statements: Claim | Event, copies: tuple[Copy, ...] = (), days: str = "a0 b1 c2 d3") -> set[str]:
    """Return the answers as `later>earlier` where they deny and `later=earlier` where they confirm."""
    found = find_answers(
        claims=[each for each in statements if isinstance(each, Claim)],
        events=[each for each in statements if isinstance(each, Event)],
        articles=[written(part[0], day=int(part[1:]) if part[1:] else None) for part in days.split()],
        entity_of=ENTITIES,
        copies=copies,
        groups=GROUPS,
    )
    return {f"{answer.statement}{'=' if answer.agrees else '>'}{answer.earlier}" for answer in found}


@dataclass(frozen=True)
class Case:
    name: str
    statements: tuple[Claim | Event, ...]
    wanted: str = ""
    days: str = "a0 b1 c2 d3"
    copies: tuple[Copy, ...] = ()


B_IS_A = (Copy("b", "a", 0.9),)
SAID = killing("said", "a", by="ruiz")
DENIED = killing("denied", "a", by="quell", cued="denied", negated=True, at=9)
OWN = killing("own", "a")
CASES = (
    Case("denied in the same article", (SAID, DENIED), "denied>said"),
    Case("denied in a later article", (SAID, killing("no", "b", by="quell", cued="denied", negated=True)), "no>said"),
    Case("the article's own word denied in it", (OWN, DENIED), "denied>own"),
    Case("the article's own word denied elsewhere", (OWN, killing("no", "b", by="quell", negated=True)), "no>own"),
    Case("the accuser insists", (replace(DENIED, evidence=(Span(0, 1),)), replace(SAID, evidence=(Span(9, 10),))),
         "said>denied"),
    Case("one source says it twice", (SAID, killing("again", "b", by="ruiz"))),
    Case("one source takes it back", (SAID, killing("back", "b", by="ruiz", cued="denied", negated=True))),
    Case("another says the same", (SAID, killing("too", "b", by="quell"))),
    Case("another confirms", (SAID, killing("yes", "b", by="quell", cued="confirmed")), "yes=said"),
    Case("another admits", (SAID, killing("yes", "b", by="quell", cued="admitted")), "yes=said"),
    Case("confirmed, and it is the article's own word", (OWN, killing("yes", "a", by="ruiz", cued="confirmed", at=9))),
    Case("another article's word confirmed", (OWN, killing("yes", "b", by="ruiz", cued="confirmed")), "yes=own"),
    Case("two articles agree", (OWN, killing("other", "b"))),
    Case("two articles differ", (OWN, killing("other", "b", negated=True)), "other>own"),
    Case("two articles differ, a year apart", (OWN, killing("other", "b", negated=True)), days="a0 b365"),
    Case("denied a year later", (OWN, killing("no", "b", by="quell", cued="denied", negated=True)), "no>own",
         days="a0 b365"),
    Case("first it did not, then it did", (replace(OWN, negated=True), killing("did", "b"))),
    Case("the same day, one says no and one yes", (replace(OWN, negated=True), killing("did", "b")), "did>own",
         days="a0 b0"),
    Case("an expectation is no statement", (replace(SAID, modality=Modality.EXPECTED), DENIED)),
    Case("an allegation is", (replace(SAID, modality=Modality.ALLEGED), DENIED), "denied>said"),
    Case("another victim", (SAID, killing("no", "b", by="quell", negated=True, roles="Agent quell Affected ruiz"))),
    Case("another killer", (SAID, killing("no", "b", by="quell", negated=True, roles="Agent bank Affected perez"))),
    Case("no killer named", (SAID, killing("no", "b", by="quell", negated=True, roles="Affected perez")), "no>said"),
    Case("a killer without a name", (SAID, killing("no", "b", by="quell", negated=True,
                                                   roles="Agent police Affected perez")), "no>said"),
    Case("another kind of event", (SAID, killing("no", "b", by="quell", negated=True, kind="ng:Injury"))),
    Case("times that exclude each other",
         (replace(SAID, time=TimeBounds(latest_end=DAY)), killing("no", "b", by="quell", negated=True, day=1))),
    Case("times that agree",
         (killing("said", "a", by="ruiz", day=-1), killing("no", "b", by="quell", negated=True, day=-1)), "no>said"),
    Case("another place", (replace(SAID, place="a:town"), killing("no", "b", by="quell", negated=True, place="bank"))),
    Case("people without a name are others elsewhere",
         (killing("said", "a", by="ruiz", roles="Affected police"),
          killing("no", "b", by="quell", negated=True, roles="Affected police"))),
    Case("people without a name in one article",
         (killing("said", "a", by="ruiz", roles="Affected police"),
          killing("no", "a", by="quell", negated=True, roles="Affected police", at=9)), "no>said"),
    Case("a meeting, told from both sides",
         (killing("said", "a", by="perez", kind="ng:Meeting", roles="Agent ruiz Counterpart quell"),
          killing("no", "b", by="quell", cued="denied", negated=True, kind="ng:Meeting",
                  roles="Agent quell Counterpart ruiz")), "no>said"),
    Case("who did it alone tells no point",
         (killing("said", "a", by="perez", kind="ng:Protest", roles="Agent ruiz"),
          killing("no", "b", by="quell", negated=True, kind="ng:Protest", roles="Agent ruiz"))),
    Case("who did it, and where",
         (killing("said", "a", by="perez", kind="ng:Protest", roles="Agent ruiz", place="town"),
          killing("no", "b", by="quell", negated=True, kind="ng:Protest", roles="Agent ruiz", place="town")),
         "no>said"),
    Case("claims", (employed("said", "a", by="ruiz"), employed("no", "b", by="quell", negated=True)), "no>said"),
    Case("claims of times that overlap",
         (replace(employed("said", "a", by="ruiz"), time=TimeBounds(latest_end=DAY)),
          replace(employed("no", "b", by="quell", negated=True), time=TimeBounds(latest_end=DAY + timedelta(9)))),
         "no>said"),
    Case("claims of times apart",
         (replace(employed("said", "a", by="ruiz"), time=TimeBounds(latest_end=DAY)),
          replace(employed("no", "b", by="quell", negated=True), time=TimeBounds(earliest_begin=DAY + timedelta(9))))),
    Case("claims of other ends",
         (employed("said", "a", by="ruiz"), employed("no", "b", by="quell", negated=True, ends=("quell", "town")))),
    Case("claims of another predicate",
         (employed("said", "a", by="ruiz"), employed("no", "b", by="quell", negated=True, predicate="ng:leads"))),
    Case("married both ways",
         (employed("said", "a", by="ruiz", predicate="schema:spouse", ends=("quell", "perez")),
          employed("no", "b", by="bank", negated=True, predicate="schema:spouse", ends=("perez", "quell"))), "no>said"),
    Case("a parent is not both ways",
         (employed("said", "a", by="ruiz", predicate="schema:parent", ends=("quell", "perez")),
          employed("no", "b", by="bank", negated=True, predicate="schema:parent", ends=("perez", "quell")))),
    Case("the nearest earlier one",
         (SAID, killing("again", "b", by="ruiz"), killing("no", "c", by="quell", negated=True)), "no>again"),
    Case("of each source",
         (SAID, killing("bank", "b", by="bank"), killing("no", "c", by="quell", negated=True)), "no>said no>bank"),
    Case("of all own voices one", (OWN, killing("own2", "b"), killing("no", "c", by="quell", negated=True)), "no>own2"),
    Case("without a day, within the article only", (SAID, DENIED, killing("no", "b", by="bank", negated=True)),
         "denied>said", days="a b1"),
    Case("a copy repeats: no answer to it", (OWN, killing("copy", "b"), killing("no", "c", by="quell", negated=True)),
         "no>own", copies=B_IS_A),
    Case("a copy does not answer its original", (SAID, killing("no", "b", by="quell", negated=True)), copies=B_IS_A),
    Case("a copy that says no in its own voice is edited, no second source",
         (OWN, killing("copy", "b", negated=True)), copies=B_IS_A),
    Case("a copy answers within itself", (killing("copied", "b", by="ruiz"),
                                          killing("no", "b", by="quell", negated=True, at=9)), "no>copied",
         copies=B_IS_A),
    Case("what was added to a copy is heard",
         (killing("added", "b", by="ruiz"), killing("no", "c", by="quell", negated=True)), "no>added", copies=B_IS_A),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_who_answers_whom(case: Case) -> None:
    assert answered(*case.statements, copies=case.copies, days=case.days) == set(case.wanted.split())


def test_a_figure_that_is_denied() -> None:
    figure = Quantity("people", value=300)
    said = replace(employed("said", "a", by="ruiz", predicate="ng:figure"), object=figure)
    other = replace(employed("no", "b", by="quell", negated=True, predicate="ng:figure"), object=figure)
    assert answered(said, other) == {"no>said"}
    assert answered(said, replace(other, object=Quantity("people", value=400))) == set()


def test_a_point_has_one_hash_in_every_run() -> None:
    assert hashed(("ng:Killing", "ng:Affected", "person/quell")) == 2954987843854423484, "other hashes void kept tables"
    parted = [("a", "b\x1fc"), ("a\x1fb", "c"), ("a", "b", "c"), ("a", "b\x1f", "c"), ("a", "b", "\x1fc")]
    assert len({hashed(point) for point in parted}) == len(parted)


def test_equal_figures_are_one_point() -> None:
    said = employed("said", "a", predicate="ng:figure")
    points = {
        point
        for value in (300, 300.0)
        for point in points_of(replace(said, object=Quantity("people", value=value)), Things(ENTITIES))
    }
    assert len(points) == 1


def test_whom_a_statement_speaks_of() -> None:
    assert set(locals_of(employed("said", "a", by="ruiz"))) == {"a:ruiz", "a:quell", "a:bank"}
    assert set(locals_of(killing("said", "a", place="town"))) == {"a:quell", "a:perez", "a:town"}
    figure = replace(employed("said", "a"), object=Quantity("people", value=1.0))
    assert set(locals_of(figure)) == {"a:quell"}


PEOPLE = [Entity(local, Kind.PERSON, name.title()) for local, name in ENTITIES.items()]


def test_two_namesakes_in_one_event_tell_a_point_where_their_identity_is_open() -> None:
    no = killing("no", "b", by="quell", cued="denied", negated=True)

    def found(said: Event, entity_of: dict[str, str], entities: list[Entity]) -> set[str]:
        given = {"articles": [written("a"), written("b", day=1)], "copies": (), "groups": GROUPS}
        return {
            answer.earlier
            for answer in find_answers(claims=(), events=(said, no), entity_of=entity_of, entities=entities, **given)
        }

    half_open = {local: name for local, name in ENTITIES.items() if name != "perez"}
    quell = Entity("quell", Kind.PERSON, "Quell")
    assert found(SAID, half_open, [quell, *PEOPLE]) == {"said"}
    assert found(SAID, {}, PEOPLE) == {"said"}
    assert found(SAID, half_open, []) == set()
    assert found(replace(SAID, attributed_to="a:quell"), {}, PEOPLE) == set(), "who may be the same does not answer"
    assert found(killing("said", "a", by="ruiz", roles="Affected perez"), {}, PEOPLE) == set(), "one name alone"
    assert found(killing("said", "a", by="ruiz", roles="Agent police Affected perez"), {}, PEOPLE) == set()
    assert found(killing("said", "a", by="ruiz", roles="Agent bank Affected perez"), {}, PEOPLE) == set(), "another"


def test_two_namesakes_tied_alike_tell_a_point() -> None:
    said, no = employed("said", "a", by="ruiz"), employed("no", "b", by="quell", negated=True)
    articles = [written("a"), written("b", day=1)]
    found = find_answers(claims=(said, no), events=(), articles=articles, entity_of={}, copies=(), entities=PEOPLE)
    assert found == (Answer("no", "said", agrees=False),)


READ = {
    "a.txt": (
        "Prosecutor accuses Quell\n\nPORT ARLEN, March 2, 2026 — Prosecutor Dana Orlov said that Omar Quell killed Ana "
        "Perez in Port Arlen last year. Perez was found dead in her house in May. The court in Port Arlen set aside "
        "three weeks for the trial and has called forty witnesses, among them two former drivers of the minister.\n"
    ),
    "b.txt": (
        "Quell rejects charge\n\nKESBAD, March 3, 2026 — Omar Quell denied killing Ana Perez. Reporters waited outside "
        "his house in Kesbad until late in the evening, and the police closed the street because of the crowd.\n"
    ),
    "c.txt": (
        "Driver speaks\n\nPORT ARLEN, March 5, 2026 — A driver, Pavel Ganz, confirmed that Omar Quell killed Ana "
        "Perez. He told the court that he had washed the car that night and had been paid to say nothing about it.\n"
    ),
}


def test_what_the_reader_finds_is_answered(tmp_path: Path) -> None:
    for name, text in READ.items():
        (tmp_path / name).write_text(text, "utf-8")
    graph = build([tmp_path], threads=1)
    files = {article.id: article.origin for article in graph.articles}
    found = find_answers(
        claims=graph.claims,
        events=graph.events,
        articles=graph.articles,
        entity_of=graph.entity_of,
        copies=graph.copies,
        entities=graph.entities,
    )
    event = {event.id: event for event in graph.events}
    told = {
        (files[event[answer.statement].article], files[event[answer.earlier].article], answer.agrees)
        for answer in found
        if event[answer.statement].type == "ng:Killing"
    }
    assert told == {("b.txt", "a.txt", False), ("c.txt", "b.txt", False), ("c.txt", "a.txt", True)}


def test_an_article_that_is_not_given_has_no_day_and_no_words() -> None:
    assert answered(SAID, DENIED, days="b1") == {"denied>said"}


def test_hot_points_make_no_more_answers_than_statements_allow() -> None:
    articles = [written(f"{number:06}", day=number % 40) for number in range(2000)]
    entity_of = {f"{each.id}:{name}": name for each in articles for name in ("quell", "perez")}
    events = [
        killing(f"k{each.id}", each.id, by="speaker" if number % 2 else None, negated=number % 3 == 0)
        for number, each in enumerate(articles)
    ]
    found = find_answers(claims=(), events=events, articles=articles, entity_of=entity_of, copies=())
    assert 2000 < len(found) <= 2000 * 9, "the eight nearest sources and one own voice"


STATEMENTS = st.lists(
    st.builds(
        lambda article, by, cued, negated, at, kind, place, day: killing(
            f"{article}{at}{by}{negated}{kind}",
            article,
            by=by,
            cued=cued if by else None,
            negated=negated,
            at=at,
            kind=kind,
            place=place,
            day=day,
        ),
        st.sampled_from("abcde"),
        st.sampled_from([None, "ruiz", "bank", "police"]),
        st.sampled_from(["said", "denied", "confirmed", "admitted"]),
        st.booleans(),
        st.integers(0, 5),
        st.sampled_from(["ng:Killing", "ng:Injury"]),
        st.sampled_from([None, "town", "bank"]),
        st.sampled_from([None, 0, 1]),
    ),
    max_size=14,
    unique_by=lambda event: event.id,
)
COPIES = st.sampled_from([(), B_IS_A, (Copy("b", "a", 0.9), Copy("c", "a", 0.8))])


def found_in(events: list[Event], copies: tuple[Copy, ...], days: tuple[int | None, ...]) -> tuple[Answer, ...]:
    articles = [written(name, day=day) for name, day in zip("abcde", days, strict=True)]
    return find_answers(claims=(), events=events, articles=articles, entity_of=ENTITIES, copies=copies, groups=GROUPS)


DAYS = st.tuples(*[st.sampled_from([None, 0, 1, 2, 60])] * 5)


@settings(deadline=None, derandomize=True, max_examples=150)
@given(events=STATEMENTS, copies=COPIES, days=DAYS, data=st.data())
def test_the_order_of_statements_leaves_no_trace(
    events: list[Event], copies: tuple[Copy, ...], days: tuple[int | None, ...], data: st.DataObject
) -> None:
    found = found_in(events, copies, days)
    assert found_in(data.draw(st.permutations(events)), tuple(reversed(copies)), days) == found
    assert list(found) == sorted(found, key=lambda answer: (answer.statement, answer.earlier))


@settings(deadline=None, derandomize=True, max_examples=150)
@given(events=STATEMENTS, copies=COPIES, days=DAYS)
def test_answers_lead_back_to_other_sources(
    events: list[Event], copies: tuple[Copy, ...], days: tuple[int | None, ...]
) -> None:
    known = {event.id: event for event in events}
    originals = {copy.article: copy.original for copy in copies}
    when = {name: None if day is None else DAY + timedelta(days=day) for name, day in zip("abcde", days, strict=True)}
    seen = set()
    for answer in found_in(events, copies, days):
        later, earlier = known[answer.statement], known[answer.earlier]
        assert answer.agrees == (later.negated == earlier.negated)
        assert later.type == earlier.type
        if later.article == earlier.article:
            assert (earlier.evidence, earlier.id) < (later.evidence, later.id)
            assert later.attributed_to != earlier.attributed_to
        else:
            first, last = when[earlier.article], when[later.article]
            assert first is not None
            assert last is not None
            assert (first, earlier.article) < (last, later.article)
            assert originals.get(later.article, later.article) != originals.get(earlier.article, earlier.article)
        named = earlier.attributed_to and ENTITIES.get(earlier.attributed_to, earlier.attributed_to)
        assert (later.id, named) not in seen
        seen.add((later.id, named))
