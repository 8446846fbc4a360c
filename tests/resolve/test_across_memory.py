"""Scores that are kept are those that would be made again, and what is kept changes nothing that is found."""

from stories import story
from worlds import generated_world

from newsgraph.resolve.across.clustering import clustered
from newsgraph.resolve.across.memory import Hashes, Scores
from newsgraph.resolve.across.packing import Unpacking, packed
from newsgraph.resolve.across.profiles import members_of
from newsgraph.resolve.across.scoring import score

ARTICLES = [
    *generated_world(40, seed=6).articles,
    *(
        story(
            f"{title}[p:{name}] of [l:Ashford|ashford, US-OH|US-OH] met the [o:City Council].", origin=f"{name}{title}"
        )
        for name in ("Dana Orlov", "D. Orlov", "Orlov", "Dana Q. Orlov")
        for title in ("", "Mayor ", "Striker ")
    ),
]
MEMBERS = [member for made in ARTICLES for member in members_of(made, {})]
PROFILES = [member.profile for member in MEMBERS]


def test_kept_scores_are_those_made_again() -> None:
    hashes = Hashes()
    first = Scores({}, hashes)
    pairs = [(left, right) for left in PROFILES[-20:] for right in PROFILES[-24:]]
    pairs = [(left, right) for left, right in pairs if not left.articles & right.articles]
    for only_one in (False, True):
        for left, right in pairs:
            first.of(left, right, (first.hash(left), first.hash(right)), only_one=only_one)
    again = Scores(first.used, Hashes())
    for only_one in (False, True):
        for left, right in pairs:
            found = again.of(left, right, (again.hash(left), again.hash(right)), only_one=only_one)
            made = score(left, right, only_one=only_one)
            assert (found is None) == (made is None)
            if found and made:
                assert (found.value, found.verdict, found.barred, found.against) == (
                    *(made.value, made.verdict, made.barred, made.against),
                )
                assert found.reason == made.reason
    assert again.used == first.used


def test_a_clustering_with_kept_scores_is_the_same() -> None:
    plain = clustered(PROFILES)
    first = Scores({}, Hashes())
    assert clustered(PROFILES, scores=first) == plain
    again = Scores(first.used, Hashes())
    assert clustered(PROFILES, scores=again) == plain
    assert again.used == first.used


def test_profiles_read_back_have_the_same_hashes() -> None:
    hashes, unpacking = Hashes(), Unpacking()
    for member in MEMBERS:
        again = unpacking.member(member.id, member.article, packed(member), member.part_of, member.demonym_of)
        assert hashes.of(again.profile) == hashes.of(member.profile)
