"""What is kept of a local entity comes back as it was, whatever characters its names hold."""

from hypothesis import given, settings, strategies as st
from stories import story
from worlds import generated_world

from newsgraph.model import Kind, Position, Verdict
from newsgraph.resolve.across.packing import Unpacking, packed
from newsgraph.resolve.across.profiles import Member, Offer, Profile, Told, gathered_profile, members_of
from newsgraph.resolve.across.scoring import score

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6) | st.sampled_from(
    ["", "\x1b", "\x1d", "\x1e", "\x1f", "\x00", "a\x1f", "=", "\x1b[", "é"]
)
SETS = st.sets(TEXTS, max_size=3)
OFFERS = st.builds(
    Offer,
    st.none() | TEXTS,
    TEXTS,
    st.floats(0, 1),
    st.sampled_from(Verdict),
    TEXTS,
    TEXTS,
    st.none() | st.builds(Position, st.floats(-90, 90), st.floats(-180, 180)),
)
PROFILES = st.builds(
    Profile,
    ids=st.just({"local/1"}),
    kind=st.sampled_from(Kind),
    articles=st.just({"1"}),
    keys=st.sets(TEXTS, min_size=1, max_size=1),
    public=st.booleans(),
    parts=st.sets(st.lists(TEXTS, min_size=1, max_size=3).map(tuple), max_size=3),
    roles=st.sets(st.tuples(TEXTS, TEXTS), max_size=3),
    born=st.none() | st.tuples(st.integers(-9, 2100), st.integers(0, 2100)),
    days=st.none() | st.integers(1, 900000).map(lambda day: (day, day)),
    years=st.sets(st.integers(0, 2100), max_size=3),
    **dict.fromkeys(("names", "cues", "places", "outlets", "company", "links", "countries", "context"), SETS),
)
TOLD = st.builds(
    Told,
    st.sampled_from(Kind),
    TEXTS,
    st.lists(TEXTS, max_size=3).map(tuple),
    st.none() | TEXTS,
    st.none() | TEXTS,
    st.lists(OFFERS, max_size=2).map(tuple),
)


@given(PROFILES, TOLD, st.none() | TEXTS)
@settings(max_examples=150)
def test_any_member_comes_back(profile: Profile, told: Told, part_of: str | None) -> None:
    member = Member("local/1", "1", told, profile, part_of, None)
    texts = packed(member)
    assert Unpacking().member("local/1", "1", texts, part_of, None) == member
    assert packed(Unpacking().member("local/1", "1", texts, part_of, None)) == texts


def test_what_is_read_back_is_judged_alike() -> None:
    stories = [
        story("Mayor [p:Dana Orlov|Mayor] of [l:Ashford|ashford, US-OH|US-OH] met [p:Ana Pell], 34.", origin="a"),
        *generated_world(12, seed=4).articles,
    ]
    members = [member for made in stories for member in members_of(made, {})]
    unpacking = Unpacking()
    again = [unpacking.member(one.id, one.article, packed(one), one.part_of, one.demonym_of) for one in members]
    assert again == members
    for one in again:
        for other in again:
            mine, theirs = (next(known for known in members if known.id == side.id) for side in (one, other))
            assert score(one.profile, other.profile) == score(mine.profile, theirs.profile)


def test_what_is_gathered_leaves_the_profiles_as_they_were() -> None:
    members = [member for made in generated_world(6, seed=4).articles for member in members_of(made, {})]
    before = [packed(member) for member in members]
    together = gathered_profile([member.profile for member in members])
    assert together.ids == {member.id for member in members}
    assert together.names == {name for member in members for name in member.profile.names}
    assert [packed(member) for member in members] == before
