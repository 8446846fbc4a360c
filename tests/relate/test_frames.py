"""Each frame's own tests, with the real reader; how files fail; what the matcher makes of clauses."""

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from newsgraph.errors import NewsgraphError
from newsgraph.extract import find_extractor
from newsgraph.ids import digest
from newsgraph.model import AnnotatedArticle, Kind, Page, Qualifier, Quantity, Quote, QuoteKind, Span
from newsgraph.relate.frames import Frame, find_events, find_relations, index_of, shipped_frames
from newsgraph.relate.frames.attribution import attributed, quoted_spans
from newsgraph.relate.frames.fillers import parsed_quantity
from newsgraph.relate.frames.inflection import noun_forms, verb_forms
from newsgraph.relate.frames.loading import parsed_frames
from newsgraph.relate.frames.timing import bounds, interval
from newsgraph.relate.inventory import EVENT_TYPES, PREDICATES
from newsgraph.resolve import find_entities
from newsgraph.split import split_page

CASES = [(frame, test) for frame in shipped_frames() for test in frame.tests]


def read(text: str) -> AnnotatedArticle:
    """Return the article of a text as the steps before `relate` leave it."""
    content = f"A day in town\n\nDENVER, March 11, 2025 — The town was calm.\n\n{text}\n"
    article = split_page(Page("case.txt", "text/plain", digest(content), content)).articles[0]
    return find_entities(_extractor()(AnnotatedArticle(article)))


@cache
def _extractor():
    return find_extractor("embedded", threads=1)


def told(text: str, frame: Frame) -> list[tuple[dict[str, set[str]], str, bool]]:
    """Return what a frame finds in a text: the words of the fillers by role, the modality and the negation."""
    annotated = read(text)
    if frame.relation:
        return _claims(find_relations(annotated, index=index_of([frame])))
    found = []
    annotated = find_events(annotated, index=index_of([frame]))
    for event in annotated.events:
        roles: dict[str, set[str]] = {}
        for role in event.roles:
            roles.setdefault(role.role, set()).add(role.evidence[0].of(annotated.article.text))
        if event.place:
            roles["place"] = {_names(annotated)[event.place]}
        found.append((roles, str(event.modality), event.negated))
    return found


def _names(annotated: AnnotatedArticle) -> dict[str, str]:
    return {entity.id: entity.name for entity in annotated.entities}


def _claims(annotated: AnnotatedArticle) -> list[tuple[dict[str, set[str]], str, bool]]:
    names = _names(annotated)
    return [
        (
            {"subject": {names[claim.subject]}, "object": {names[str(claim.object)]}},
            str(claim.modality),
            claim.negated,
        )
        for claim in annotated.claims
    ]


@pytest.mark.parametrize(("frame", "test"), CASES, ids=[f"{frame.origin}-{test.text}" for frame, test in CASES])
def test_frames_find_what_their_tests_say(frame, test):
    found = told(test.text, frame)
    if test.nothing:
        assert found == []
        return
    expected = {role: {names} if isinstance(names, str) else set(names) for role, names in test.roles.items()}
    assert found == [(expected, test.modality, test.negated)]


WRONG = [
    ('[[event]]\ntype = "ng:Arest"\nverbs = ["arrest"]', "a.toml:2", "'ng:Arrest'"),
    ('[[relation]]\npredicate = "schema:worksfor"\nverbs = ["work"]', "a.toml:2", "'schema:worksFor'"),
    (
        '[[event]]\ntype = "ng:Arrest"\nverbs = ["arrest"]\nverb = { "ng:Afected" = "object" }',
        "a.toml:4",
        "'ng:Affected'",
    ),
    ('[[event]]\ntype = "ng:Arrest"\nverbs = ["arrest"]\nverb = { "ng:Affected" = "objct" }', "a.toml:4", "'object'"),
    ('[[event]]\ntype = "ng:Arrest"\nverb = ["arrest"]\nvebs = ["x"]', "a.toml:4", "'verbs'"),
    ('[[event]]\ntype = "ng:Arrest"\n', "a.toml:2", "no trigger"),
    ('[[event]]\ntype = "ng:Arrest"\nverbs = ["arrest"]\nneeds = ["ng:Agent"]', "a.toml:4", "role in this frame"),
    ('[[event]]\ntype = "ng:Arrest"\nverbs = "arrest"', "a.toml:3", "list of words"),
    ('[[events]]\ntype = "ng:Arrest"', "a.toml:1", "'event'"),
    ("[[event]]\ntype = ng:Arrest", "a.toml:2", "not TOML"),
    (
        '[[event]]\ntype = "ng:Arrest"\nverbs = ["arrest"]\n\n[[event]]\ntype = "ng:Raids"\nverbs = ["raid"]',
        "a.toml:6",
        "'ng:Raid'",
    ),
]


@pytest.mark.parametrize(("content", "where", "hint"), WRONG)
def test_a_wrong_file_fails_with_its_line_and_the_nearest_name(content, where, hint):
    with pytest.raises(NewsgraphError) as failure:
        list(parsed_frames(content, "a.toml"))
    assert str(failure.value).startswith(where)
    assert hint in str(failure.value)


def test_the_inventory_has_frames_and_the_frames_have_tests():
    tested = {frame.name for frame in shipped_frames() if frame.tests}
    assert set(EVENT_TYPES) == {frame.name for frame in shipped_frames() if not frame.relation}
    assert set(PREDICATES) >= {frame.name for frame in shipped_frames() if frame.relation}
    assert len(tested & set(EVENT_TYPES)) >= 35


FORMS = [
    ("arrest", {"arrest", "arrests", "arrested", "arresting"}),
    ("deny", {"deny", "denies", "denied", "denying"}),
    ("die", {"die", "dies", "died", "dying"}),
    ("veto", {"veto", "vetoes", "vetoed", "vetoing"}),
    ("rob", {"rob", "robs", "robbed", "robbing"}),
    ("commit", {"commit", "commits", "committed", "committing"}),
    ("shoot", {"shoot", "shoots", "shot", "shooting"}),
    ("free", {"free", "frees", "freed", "freeing"}),
    ("visit", {"visit", "visits", "visited", "visiting"}),
    ("found", {"found", "founds", "founded", "founding"}),
    ("slay", {"slay", "slays", "slew", "slain", "slaying"}),
]


@pytest.mark.parametrize(("lemma", "forms"), FORMS)
def test_verbs_have_their_forms(lemma, forms):
    assert set(verb_forms(lemma)) == forms


@pytest.mark.parametrize(
    ("lemma", "plural"),
    [("child", "children"), ("policeman", "policemen"), ("city", "cities"), ("air strike", "air strikes")],
)
def test_nouns_have_plurals(lemma, plural):
    assert noun_forms(lemma) == (lemma, plural)


@settings(derandomize=True, deadline=None)
@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=12))
def test_any_word_has_forms_of_its_own(word):
    assert word in verb_forms(word)
    assert noun_forms(word)[0] == word


@settings(derandomize=True, deadline=None)
@given(st.text(alphabet='ab "“”«»\n', max_size=60))
def test_quotation_marks_never_overlap(text):
    spans = quoted_spans(text)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(span.end <= len(text) for span in spans)


def test_an_open_mark_runs_to_the_end_of_its_paragraph():
    text = 'He said: "We left.\n\nThey stayed.'
    assert [span.of(text) for span in quoted_spans(text)] == ['"We left.']


DATES = [
    ("2025-03-10", ("2025-03-10", "2025-03-10")),
    ("2025-02", ("2025-02-01", "2025-02-28")),
    ("2020-22", ("2020-06-01", "2020-08-31")),
    ("196X", ("1960-01-01", "1969-12-31")),
    ("2025-02-10/2025-03-10", ("2025-02-10", "2025-03-10")),
    ("2025-02-31", None),
    ("soon", None),
]


@pytest.mark.parametrize(("value", "days"), DATES)
def test_dates_in_edtf_are_intervals(value, days):
    found = interval(value)
    assert (found and tuple(map(str, found))) == days


def test_prepositions_bound_the_time():
    since, until = bounds("2017", "since"), bounds("2017", "until")
    assert since is not None
    assert until is not None
    assert (str(since.earliest_begin), since.latest_end) == ("2017-01-01", None)
    assert (until.earliest_begin, str(until.latest_end)) == (None, "2017-12-31")


@pytest.mark.parametrize(
    ("written", "quantity"),
    [
        ("about 23000 people", Quantity("people", Qualifier.ABOUT, value=23000)),
        ("at least 12 people", Quantity("people", Qualifier.AT_LEAST, minimum=12)),
        ("12 to 15 percent", Quantity("percent", Qualifier.BETWEEN, minimum=12, maximum=15)),
        ("many people", None),
    ],
)
def test_quantities_are_read_back(written, quantity):
    assert parsed_quantity(written) == quantity


def test_time_place_and_figures_stand_in_the_event():
    annotated = find_events(read("Police arrested about 300 protesters in Boston on Monday."))
    (event,) = annotated.events
    assert str(event.time.earliest_begin) == str(event.time.latest_end) == "2025-03-10"
    assert event.figures == (Quantity("protesters", Qualifier.ABOUT, value=300),)
    assert _names(annotated)[event.place or ""] == "Boston"


def test_what_is_quoted_is_left_to_its_speaker():
    assert find_events(read('"Police arrested Marta Quell," said Omar Perez.')).events == ()
    assert find_events(read("“Police arrested Marta Quell in Boston.")).events == ()


def test_reported_clauses_carry_their_speaker():
    annotated = find_events(read("Omar Perez said that police arrested Marta Quell."))
    (event,) = annotated.events
    assert {_names(annotated)[role.according_to or ""] for role in event.roles} == {"Omar Perez"}


def test_a_reported_tie_without_a_known_speaker_is_left_out():
    assert find_relations(read("It was said that Ana Ruiz works for Harlow Bank.")).claims == ()


def test_quotes_of_an_article_tell_the_speaker():
    annotated = read("Marta Quell was arrested.")
    start = annotated.article.text.index("Marta")
    quote = Quote(annotated.article.id, Span(start, start + 20), QuoteKind.INDIRECT, speaker="local/x")
    told_by = attributed(AnnotatedArticle(annotated.article, quotes=(quote,)), Span(start + 12, start + 15))
    assert told_by is not None
    assert told_by.speaker == "local/x"


def test_a_second_run_changes_nothing():
    once = find_relations(find_events(read("Police arrested Marta Quell and two protesters in Boston on Monday.")))
    again = find_relations(find_events(once))
    assert again == once
    assert [entity.name for entity in once.entities if entity.kind is Kind.GROUP] == ["Police", "two protesters"]


def test_sentences_beyond_trust_yield_nothing():
    long = "Police arrested Marta Quell and " + ", ".join(f"Omar Perez the {number}" for number in range(120)) + "."
    annotated = find_events(read(long))
    assert all(
        role.evidence[0].end <= len(annotated.article.text) for event in annotated.events for role in event.roles
    )


DENIED = [
    "Omar Perez denied killing Marta Quell.",
    "Omar Perez denied that he killed Marta Quell.",
    "Omar Perez denied the killing of Marta Quell.",
]


@pytest.mark.parametrize("text", DENIED)
def test_what_a_source_denies_is_its_word_and_negated(text):
    annotated = find_events(read(text))
    (event,) = annotated.events
    names = _names(annotated)
    assert (event.type, event.modality, event.negated) == ("ng:Killing", "Stated", True)
    assert event.attributed_to
    assert names[event.attributed_to] == "Omar Perez"
    assert event.cue
    assert event.cue.of(annotated.article.text) == "denied"


def test_an_accusation_is_the_accusers_word():
    annotated = find_events(read("Ecuador accused Peru of killing two soldiers."))
    (event,) = annotated.events
    assert (_names(annotated)[event.attributed_to or ""], event.modality) == ("Ecuador", "Alleged")


def test_what_nobody_known_says_is_left_out():
    assert find_events(read("It was said that police arrested Marta Quell.")).events == ()


LABELS = [
    ("Police arrested Marta Quell and two protesters.", "arrest: Marta Quell and 1 more"),
    ("Almost 300 migrants were deported.", "deportation: Almost 300 migrants"),
    ("The Senate voted on Monday.", "vote: Senate"),
    ("The bombing in Aleppo went on.", "attack: Aleppo"),
]


@pytest.mark.parametrize(("text", "label"), LABELS)
def test_an_event_has_a_title(text, label):
    assert [event.label for event in find_events(read(text)).events] == [label]


ONCE = [
    ("President Ana Ruiz signed Executive Order 13769 on Monday.", ["ng:OrderIssued"]),
    ("Hundreds of students staged a walkout in Boston to protest.", ["ng:Protest"]),
    ("Ministers from Peru and Ecuador met Omar Perez for talks with officials.", ["ng:Meeting"]),
]


@pytest.mark.parametrize(("text", "types"), ONCE)
def test_one_happening_in_one_clause_is_one_event(text, types):
    assert [event.type for event in find_events(read(text)).events] == types


@pytest.mark.parametrize("some", ["Two Ecuadorians", "Dozens of Ecuadorians", "Two Muslims"])
def test_some_of_a_people_are_not_the_people(some):
    annotated = find_events(read(f"{some} died in Denver."))
    (event,) = annotated.events
    assert [_names(annotated)[role.filler] for role in event.roles] == [some]


def test_a_pronoun_stands_for_whom_the_sentence_before_was_about():
    annotated = find_events(
        read("Marta Quell was a student in Denver and is a resident of Ohio. Officers arrested her on Monday.")
    )
    (event,) = annotated.events
    names = _names(annotated)
    assert {role.role: names[role.filler] for role in event.roles} == {
        "ng:Agent": "Officers",
        "ng:Affected": "Marta Quell",
    }


def test_a_pronoun_does_not_stand_for_the_one_who_does_it():
    annotated = find_events(read("Omar Perez is a guard. Perez shot him in Denver."))
    assert all(role.role != "ng:Affected" for event in annotated.events for role in event.roles)


def test_what_is_said_of_a_name_is_the_names():
    annotated = find_events(read("Marta Quell was one of two nurses deported in May."))
    assert [event.label for event in annotated.events] == ["deportation: Marta Quell"]


PUT = [
    ("Police may arrest Omar Perez on Monday.", "Expected", False),
    ("If Omar Perez returns, police will arrest Marta Quell.", "Expected", False),
    ("Did police arrest Omar Perez?", "Asked", False),
    ("Police never arrested Omar Perez.", "Stated", True),
    ("No one arrested Omar Perez.", "Stated", True),
    ("Police failed to arrest Omar Perez.", "Stated", True),
    ("Police were about to arrest Omar Perez.", "Expected", False),
    ("Police wanted to arrest Omar Perez.", "Proposed", False),
    ("Omar Perez fears that police will arrest Marta Quell.", "Expected", False),
    ("Omar Perez arrested in Denver", "Stated", False),
    ("Omar Perez must not resign.", "Proposed", True),
    ("Omar Perez has yet to resign.", "Stated", True),
    ("The planned visit of Omar Perez to Peru was cancelled.", "Expected", True),
    ("Omar Perez cancelled his visit to Peru.", "Stated", True),
    ("Police are investigating whether Omar Perez killed Marta Quell.", "Asked", False),
    ("Omar Perez is suspected of killing Marta Quell.", "Alleged", False),
    ("Omar Perez is said to have resigned.", "Alleged", False),
    ("Omar Perez managed to kill Marta Quell.", "Stated", False),
    ("Once Omar Perez is deported, his wife will leave.", "Expected", False),
    ("Talks between Ana Ruiz and Omar Perez are planned for Monday.", "Expected", False),
    ("Marta Quell meets Omar Perez on Monday.", "Expected", False),
    ("Marta Quell abstained from voting on the bill.", "Stated", True),
    ("Marta Quell will speak at a summit in Peru.", "Expected", False),
    ("Ecuador accused Peru of killing two soldiers.", "Alleged", False),
]


@pytest.mark.parametrize(("text", "modality", "negated"), PUT)
def test_happened_planned_feared_and_denied_are_told_apart(text, modality, negated):
    assert [(event.modality, event.negated) for event in find_events(read(text)).events] == [(modality, negated)]


NO_EVENT = [
    "Had police arrested Omar Perez, the town would be calm.",
    "If police arrest Omar Perez, the town will be calm.",
    "Every year police arrest hundreds of migrants in Denver.",
    "Police regularly arrest migrants in Denver.",
    "Omar Perez almost died in Denver.",
    "Omar Perez used to visit Peru.",
    "Police can arrest Omar Perez.",
    "Omar Perez would have resigned.",
    "Police have the power to arrest Omar Perez.",
]


@pytest.mark.parametrize("text", NO_EVENT)
def test_what_is_general_or_did_not_come_about_is_no_event(text):
    assert find_events(read(text)).events == ()


BAD_INPUT = [
    "Arrests | 12 | Denver | Monday\nDeaths | 3 | Ohio | Tuesday",
    "- Denver: arrests\n- Ohio: raids\n- Peru: protests",
    "“Police arrested Marta Quell in Boston. He left.",
    "arrest " * 400,
]


@pytest.mark.parametrize("text", BAD_INPUT)
def test_tables_lists_and_endless_sentences_yield_nothing(text):
    assert find_events(read(text)).events == ()


def test_words_have_american_and_british_forms():
    assert {"canceled", "cancelled", "cancelling"} <= set(verb_forms("cancel"))
    assert "expelled" in verb_forms("expel")


WHERE = [
    ("When Marta Quell reported to the office in Phoenix, she was detained.", "Phoenix"),
    ("Marta Quell was arrested when she arrived at the airport in Ohio.", "Ohio"),
    ("Marta Quell was arrested as she left the court in Boston.", "Boston"),
    ("Marta Quell was arrested when the mayor arrived in Boston.", None),
    ("A fire destroyed a factory in Phoenix.", "Phoenix"),
]


@pytest.mark.parametrize(("text", "place"), WHERE)
def test_an_event_is_where_its_players_are(text, place):
    annotated = find_events(read(text))
    assert [_names(annotated).get(event.place or "") for event in annotated.events] == [place]


WHO = [
    ("Marta Quell is not calling on Omar Perez to resign.", "resignation: Omar Perez"),
    ("Police arrested the Australian, Omar Perez, on Monday.", "arrest: Omar Perez"),
]


@pytest.mark.parametrize(("text", "label"), WHO)
def test_the_one_meant_is_found_through_the_words_between(text, label):
    assert [event.label for event in find_events(read(text)).events] == [label]
