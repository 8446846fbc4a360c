import io
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import linkable
import reconciler as fake
from newsgraph.cli import main
from newsgraph.link.answers import FILE
from newsgraph.model import Verdict
from newsgraph.publish import write_folder
from newsgraph.resolve.judgements import parse
from newsgraph.store import FILES, save_graph

_THINGS = "https://things.example/"


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_graph(linkable.graph(), tmp_path / FILES["tables"])
    return tmp_path


def _link(folder: Path, service: fake.Reconciler, *options: str) -> int:
    return main(["link", str(folder), "--service", service.url, *options])


def _judgements(folder: Path):
    parsed = parse((folder / "judgements.tsv").read_text(encoding="utf-8"))
    assert parsed.problems == ()
    return parsed.judgements


def test_candidates_become_open_judgements_on_local_entities(folder, capsys):
    with fake.reconciler() as service:
        assert _link(folder, service, "--yes") == 0
    told = capsys.readouterr().out
    assert (
        "This sends 6 names in 1 request to 127.0.0.1 (Invented things) and asks for at most 5 candidates each." in told
    )
    assert "Left out 1 person not known to act in public life" in told
    assert "No text of the articles is sent." in told
    assert "open judgements into" in told
    assert "Tomas Reyl" not in service.names
    graph = linkable.graph()
    entity_of = {local.id: local.entity for local in graph.local_entities}
    name_of = {entity.id: entity.name for entity in graph.entities}
    judged = {(name_of[entity_of[one.left]], one.right): one for one in _judgements(folder)}
    assert {pair for pair in judged if pair[0] == "Port Arlen"} == {
        ("Port Arlen", f"{_THINGS}T4"),
        ("Port Arlen", f"{_THINGS}T5"),
    }
    one = judged[("Dana Orlov", f"{_THINGS}T1")]
    assert one.left == min(local for local, entity in entity_of.items() if name_of[entity] == "Dana Orlov")
    assert (one.verdict, one.by) == (Verdict.OPEN, f"service {service.url}")
    assert one.when is not None
    assert "Invented things offers “Dana Orlov”" in one.reason


def test_a_second_run_asks_nothing_and_adds_nothing(folder, capsys):
    with fake.reconciler() as service:
        assert _link(folder, service, "--yes") == 0
        requests, written = len(service.requests), (folder / "judgements.tsv").read_bytes()
        capsys.readouterr()
        assert _link(folder, service) == 0
        assert len(service.requests) == requests
    assert (folder / "judgements.tsv").read_bytes() == written
    told = capsys.readouterr().out
    assert "6 answers are kept from before" in told
    assert "There is nothing new that is likely enough to judge." in told


def test_only_what_is_new_is_asked(folder):
    with fake.reconciler() as service:
        assert _link(folder, service, "--yes", "--kind", "place") == 0
        assert service.names == ["Port Arlen"]
        assert _link(folder, service, "--yes") == 0
        assert sorted(service.names) == sorted(set(service.names))
        assert len(service.names) == 6
        assert _link(folder, service, "--yes", "--refresh", "--kind", "place") == 0
        assert service.names.count("Port Arlen") == 2


def test_what_a_person_decided_stays(folder):
    with fake.reconciler() as service:
        assert _link(folder, service, "--yes", "--kind", "Place") == 0
        path = folder / "judgements.tsv"
        decided = path.read_text().replace("open\t", "different\t").replace(f"service {service.url}", "Ana")
        path.write_text("# mine\n" + decided)
        before = path.read_text()
        assert _link(folder, service, "--yes", "--refresh", "--kind", "Place", "--accept-matches") == 0
        assert path.read_text() == before


def test_matches_are_accepted_on_demand_and_then_settled(tmp_path, capsys):
    folder = tmp_path / "graph"
    write_folder(linkable.graph(), folder)
    with fake.reconciler() as service:
        assert _link(folder, service, "--yes", "--accept-matches") == 0
        accepted = {one.right: one for one in _judgements(folder) if one.verdict is Verdict.SAME}
        assert set(accepted) == {f"{_THINGS}T1", f"{_THINGS}T2", f"{_THINGS}T3", f"{_THINGS}T6"}
        assert "4 accepted" in capsys.readouterr().out
        assert _link(folder, service) == 0
    assert "Left out 4 things already linked to this service." in capsys.readouterr().out


def test_private_people_are_sent_on_demand(folder):
    with fake.reconciler() as service:
        assert _link(folder, service, "--yes", "--private", "--kind", "Person") == 0
    assert "Tomas Reyl" in service.names


def test_types_properties_limits_and_batches_are_sent(folder, capsys):
    manifest = fake.manifest(suggest={"property": {"service_url": "http://127.0.0.1/"}})
    with fake.reconciler(manifest=manifest) as service:
        sent = "--type Organization=Body --type person=none --property role=P39 --candidates 1".split()
        which = "--kind Person Organization --batch 3 --limit 4".split()
        assert _link(folder, service, "--yes", *sent, *which) == 0
    assert [len(batch) for batch in service.batches] == [3, 1]
    queries = {query["query"]: query for batch in service.batches for query in batch}
    assert queries["Dana Orlov"] == {"query": "Dana Orlov", "limit": 1, "properties": [{"pid": "P39", "v": "Minister"}]}
    assert queries["Harbour League"] == {"query": "Harbour League", "limit": 1, "type": "Body"}
    told = capsys.readouterr().out
    assert "With each name goes its type (Body) and what the graph knows of P39." in told
    assert "Left out 1 less named thing, beyond --limit." in told


def test_properties_are_not_sent_where_none_are_taken(folder, capsys):
    with fake.reconciler() as service:
        assert _link(folder, service, "--yes", "--property", "role=P39") == 0
    assert all("properties" not in query for batch in service.batches for query in batch)
    assert "none are sent" in capsys.readouterr().out


def test_a_dry_run_lists_and_sends_nothing(folder, capsys):
    with fake.reconciler() as service:
        assert _link(folder, service, "--dry-run") == 0
    assert service.batches == []
    assert not (folder / "judgements.tsv").exists()
    assert "  Dana Orlov  [Person]" in capsys.readouterr().out.splitlines()


def test_without_a_terminal_nothing_is_sent_unasked(folder, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    with fake.reconciler() as service:
        assert _link(folder, service) == 2
    assert service.batches == []
    assert "agree to it with --yes" in capsys.readouterr().err


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("typed", "code"), [("y\n", 0), ("Yes\n", 0), ("n\n", 2), ("\n", 2), ("", 2), ("of course\n", 2)]
)
def test_on_a_terminal_it_asks(folder, capsys, monkeypatch, typed, code):
    monkeypatch.setattr(sys, "stdin", _Terminal(typed))
    with fake.reconciler() as service:
        assert _link(folder, service) == code
        assert bool(service.batches) is (code == 0)
    assert "Send this to 127.0.0.1? [y/N]" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"faults": [fake.status(403)]}, "refuses to answer (HTTP 403); 0 of 6 answers are kept"),
        ({"faults": [fake.status(429, Retry_After="9000")]}, "asks to wait 9000 seconds"),
        ({"faults": [fake.body(b"<html>\x1b[31mSign in</html>")]}, "answers with a web page"),
        ({"manifest_faults": [fake.status(404)]}, "has nothing at this address (HTTP 404)"),
        ({"manifest": {"name": "x", "versions": ["9"]}}, "newsgraph speaks"),
        ({"manifest": ["x"]}, "not with the manifest"),
        ({"manifest": {"name": "x"}}, "does not say at which address"),
    ],
)
def test_a_refusal_is_one_sentence_and_loses_nothing(folder, capsys, settings, words):
    (folder / "judgements.tsv").write_text("# mine\n")
    with fake.reconciler(**settings) as service:
        assert _link(folder, service, "--yes") == 2
    told = capsys.readouterr().err
    assert words in told
    assert told.count("\n") == 1
    assert "\x1b" not in told
    assert (folder / "judgements.tsv").read_text() == "# mine\n"


def test_after_a_failure_the_same_command_goes_on(folder, capsys):
    with fake.reconciler() as service:
        assert _link(folder, service, "--yes", "--kind", "Person", "--batch", "1") == 0
        service.faults.append(fake.status(403))
        assert _link(folder, service, "--yes", "--batch", "1") == 2
        assert "2 of 6 answers are kept, and the same command goes on from there." in capsys.readouterr().err
        asked = len(service.names)
        assert _link(folder, service, "--yes", "--batch", "1") == 0
        assert len(service.names) == asked + 4


@pytest.mark.skipif(os.name == "nt", reason="kills by a Unix signal")
def test_a_killed_run_keeps_the_answers_that_came(folder):
    with fake.reconciler() as service:
        service.faults += [None, fake.silence(60)]
        command = [sys.executable, "-m", "newsgraph", "link", str(folder), "--service", service.url, "--yes"]
        running = subprocess.Popen([*command, "--batch", "2"], stdout=subprocess.DEVNULL)
        until = time.monotonic() + 60
        while len(service.requests) < 3 and time.monotonic() < until:
            time.sleep(0.02)
        running.send_signal(signal.SIGKILL)
        running.wait()
        assert not (folder / "judgements.tsv").exists()
        before = set(service.names)
        assert len(before) == 2
        assert _link(folder, service, "--yes") == 0
        assert sorted(service.names) == sorted(set(service.names))
        assert len(service.names) == 6


def test_a_reader_that_goes_away_is_no_error(folder):
    with fake.reconciler() as service:
        command = f"{sys.executable} -m newsgraph link {folder} --service {service.url} --dry-run | head -c 1"
        done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("T", "")


def test_offline_is_one_sentence(folder, capsys):
    assert main(["link", str(folder), "--service", "http://127.0.0.1:9/", "--yes"]) == 2
    assert re.fullmatch(r"newsgraph: http://127\.0\.0\.1:9/ cannot be reached; .*\n", capsys.readouterr().err)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--service", "ftp://a.example/"], "is not the address of a service"),
        (["--service", "https://a:b@a.example/"], "sends no credentials"),
        (["--service", "http://127.0.0.1:9/", "--kind", "Mood"], "'Mood' is not a kind"),
        (["--service", "http://127.0.0.1:9/", "--kind", "Date"], "'Date' is not a kind"),
        (["--service", "http://127.0.0.1:9/", "--type", "Person"], "'Person' is not NAME=IDENTIFIER"),
        (["--service", "http://127.0.0.1:9/", "--type", "Person="], "is not NAME=IDENTIFIER"),
        (["--service", "http://127.0.0.1:9/", "--property", "mood=P1"], "'mood' is nothing a graph can send"),
    ],
)
def test_options_that_make_no_sense(folder, capsys, options, words):
    assert main(["link", str(folder), *options]) == 2
    assert words in capsys.readouterr().err
    assert not (folder / FILE).exists()


def test_no_graph_no_link(tmp_path, capsys):
    assert main(["link", str(tmp_path), "--service", "http://127.0.0.1:9/"]) == 2
    assert "There is no graph" in capsys.readouterr().err


def test_a_broken_judgement_file_is_told_before_anything_is_sent(folder, capsys):
    (folder / "judgements.tsv").write_text("same\tx\n")
    with fake.reconciler() as service:
        assert _link(folder, service, "--yes") == 2
        assert service.requests == []
    told = capsys.readouterr().err
    assert "judgements.tsv" in told
    assert "line 1" in told


def test_hostile_candidates_stay_harmless(folder, capsys):
    hostile = "Orlov\x1b[31m\u202e\tx\n<script>"
    item = {"id": "javascript:alert(1)", "name": hostile, "description": hostile, "type": [hostile], "score": 1e308}
    answer = {f"q{number}": {"result": [item, {"id": "x y", "name": "z", "score": 1e308}]} for number in range(6)}
    with fake.reconciler(faults=[fake.body(fake.encoded(answer))]) as service:
        assert _link(folder, service, "--yes") == 0
    written = (folder / "judgements.tsv").read_text(encoding="utf-8")
    assert "\x1b" not in written + capsys.readouterr().out
    assert "\u202e" not in written
    rights = {one.right for one in _judgements(folder)}
    assert rights == {f"{_THINGS}javascript:alert(1)", f"{_THINGS}x%20y"}
