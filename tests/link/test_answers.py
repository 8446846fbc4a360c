import sqlite3

import pytest

from newsgraph.errors import NewsgraphError
from newsgraph.link.answers import FILE, answers_of, keep, keep_manifest, kept, kept_manifest
from newsgraph.link.reconciliation import Candidate, Query

_SERVICE = "https://a.example/"
_QUERY = Query("Port Arlen", type="Place", limit=3)
_FOUND = (Candidate("T4", "Port Arlen", 90.0, True, ("town", "place"), "a town"), Candidate("T5", "Arlen"))


def test_answers_are_there_again_for_the_same_question_and_service(tmp_path):
    with answers_of(tmp_path) as answers:
        keep(answers, _SERVICE, {_QUERY: _FOUND, Query("Nobody"): ()})
    with answers_of(tmp_path) as answers:
        assert kept(answers, _SERVICE, [_QUERY, Query("Nobody"), Query("new")]) == {_QUERY: _FOUND, Query("Nobody"): ()}
        assert kept(answers, "https://b.example/", [_QUERY]) == {}
        assert kept(answers, _SERVICE, [Query("Port Arlen")]) == {}


def test_a_later_answer_takes_the_place_of_an_earlier_one(tmp_path):
    with answers_of(tmp_path) as answers:
        keep(answers, _SERVICE, {_QUERY: _FOUND})
        keep(answers, _SERVICE, {_QUERY: ()})
        assert kept(answers, _SERVICE, [_QUERY]) == {_QUERY: ()}


def test_what_was_kept_outlives_a_failure(tmp_path):
    def killed() -> None:
        with answers_of(tmp_path) as answers:
            keep(answers, _SERVICE, {_QUERY: _FOUND})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        killed()
    with answers_of(tmp_path) as answers:
        assert kept(answers, _SERVICE, [_QUERY]) == {_QUERY: _FOUND}


def test_manifests(tmp_path):
    with answers_of(tmp_path) as answers:
        assert kept_manifest(answers, _SERVICE) is None
        keep_manifest(answers, _SERVICE, {"name": "Invented\ud800"})
        assert kept_manifest(answers, _SERVICE) == {"name": "Invented\ud800"}


def test_damaged_answers_are_asked_again(tmp_path):
    with answers_of(tmp_path) as answers:
        keep(answers, _SERVICE, {_QUERY: _FOUND, Query("a"): _FOUND})
        answers.execute("UPDATE answers SET candidates = '{' WHERE query = ?", (_QUERY.digest(),))
        answers.execute("UPDATE answers SET candidates = '[7]' WHERE query = ?", (Query("a").digest(),))
        answers.execute("INSERT INTO services VALUES (?, ?)", (_SERVICE, "{"))
        assert kept(answers, _SERVICE, [_QUERY, Query("a")]) == {Query("a"): ()}
        assert kept_manifest(answers, _SERVICE) is None


@pytest.mark.parametrize("content", [b"this is no database at all, but long enough to look at " * 40])
def test_a_damaged_file_is_told(tmp_path, content):
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_bytes(content)
    with (
        pytest.raises(NewsgraphError, match=r"reconciliation\.sqlite cannot be used .*delete that file"),
        answers_of(tmp_path),
    ):
        pass


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / FILE.parent).write_text("in the way")
    with pytest.raises(NewsgraphError, match="cannot be used"), answers_of(tmp_path):
        pass


def test_two_at_once_wait_for_each_other(tmp_path):
    with answers_of(tmp_path) as one, answers_of(tmp_path) as other:
        keep(one, _SERVICE, {_QUERY: _FOUND})
        keep(other, _SERVICE, {Query("b"): ()})
        assert len(kept(one, _SERVICE, [_QUERY, Query("b")])) == 2
        assert isinstance(one, sqlite3.Connection)
