"""The SPARQL endpoint beside Oxigraph's own server and rdflib-endpoint, over one store, in one run.

Run: python bench/endpoint.py PEERS [--things N] [--seconds S] [--rounds N]. PEERS is a virtual environment of its own
with the peers: `python -m venv PEERS && PEERS/bin/pip install oxigraph rdflib-endpoint oxrdflib uvicorn`. Requests are
sent by wrk (a Debian package). A look-up asks for all of a thing, for two facts of it, or for it by its name; each is
another query. The servers take turns, so that what else the machine
does meets all of them; the ratios are what to keep.
"""

import argparse
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from urllib.parse import quote

from newsgraph.model import KnowledgeGraph
from newsgraph.store.snapshots import switch, write_snapshot

BASE = "https://newsgraph.example/"
SPACES = {"base": BASE, "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "schema": "https://schema.org/"}
CONNECTIONS = 16
RUNAWAYS = 8
LIMIT = 5
LUA = """
local count = {start}
local forms = {{
  "SELECT%20%3Fp%20%3Fo%20WHERE%20%7B%20%3C{base}person%2Fp{{n}}%3E%20%3Fp%20%3Fo%20%7D%20%23{{c}}",
  "SELECT%20%3Fname%20%3Fplace%20WHERE%20%7B%20%3C{base}person%2Fp{{n}}%3E%20%3C{rdfs}label%3E%20%3Fname%20%3B%20" ..
    "%3C{schema}worksFor%3E%20%3Fplace%20%7D%20%23{{c}}",
  "SELECT%20%3Fwho%20WHERE%20%7B%20%3Fwho%20%3C{rdfs}label%3E%20%22Ines%20Marlow%20{{n}}%22%20%7D%20%23{{c}}",
}}
request = function()
  count = count + 1
  local query = forms[1 + count % 3]:gsub("{{n}}", tostring(count % {things})):gsub("{{c}}", tostring(count))
  return wrk.format("GET", "{path}?query=" .. query, {{["Accept"] = "application/sparql-results+json"}})
end
"""
RDFLIB = """
import sys, pyoxigraph, uvicorn
from oxrdflib import OxigraphStore
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint
store = OxigraphStore(store=pyoxigraph.Store.read_only(sys.argv[1]))
app = SparqlEndpoint(graph=Dataset(store=store, default_union=True))
uvicorn.run(app, port=int(sys.argv[2]), log_level="error", access_log=False)
"""
OURS = """
import sys
from newsgraph.cli.main import main
sys.exit(main(["serve", sys.argv[1], "--port", sys.argv[2], "--timeout", sys.argv[3]]))
"""
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
PATHS = "SELECT (COUNT(*) AS ?n) { ?a (!<a:b>|^!<a:b>)* ?c . ?d (!<a:b>|^!<a:b>)* ?e }"


def main() -> None:
    """Print the figures as Markdown tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("peers", type=Path)
    parser.add_argument("--things", type=int, default=50_000)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = made_folder(Path(scratch) / "graph", options.things)
        quads = folder / "store" / "bench" / "quads"
        commands = {
            "newsgraph serve": ("/sparql", [sys.executable, "-c", OURS, str(folder), "{port}", str(LIMIT)]),
            "Oxigraph's server": (
                "/query",
                [
                    *(str(options.peers / "bin" / "oxigraph"), "serve-read-only", "--location", str(quads)),
                    *("--bind", "127.0.0.1:{port}", "--union-default-graph"),
                ],
            ),
            "rdflib-endpoint": ("/", [str(options.peers / "bin" / "python"), "-c", RDFLIB, str(quads), "{port}"]),
        }
        look_ups(commands, Path(scratch), options)
        # With its time limit Oxigraph's server starts a thread more for each query and soon has none left, so it has
        # one here only.
        commands["Oxigraph's server"][1].extend(["--timeout-s", str(LIMIT)])
        for name, (path, command) in commands.items():
            under_runaways(name, path, command)


def made_folder(folder: Path, things: int) -> Path:
    """Make a graph folder of invented people, in named graphs of fifty each."""
    (folder / "store").mkdir(parents=True)
    path = folder / "all.nq"
    with path.open("w", encoding="utf-8") as file:
        for number in range(things):
            person, graph = f"<{BASE}person/p{number}>", f"<{BASE}article/a{number // 50}>"
            said = (
                ("<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<https://schema.org/Person>"),
                ("<http://www.w3.org/2000/01/rdf-schema#label>", f'"Ines Marlow {number}"'),
                ("<https://schema.org/worksFor>", f"<{BASE}organization/o{number % 997}>"),
                ("<http://www.w3.org/ns/prov#wasDerivedFrom>", graph),
            )
            file.writelines(f"{person} {predicate} {value} {graph} .\n" for predicate, value in said)
    write_snapshot(folder, "bench", nquads=path, graph=KnowledgeGraph(), base=BASE)
    switch(folder, "bench")
    path.unlink()
    return folder


def look_ups(commands: dict[str, tuple[str, list[str]]], scratch: Path, options: argparse.Namespace) -> None:
    """Print requests a second, and how long one takes."""
    found: dict[str, list[tuple[float, float, float, float]]] = {name: [] for name in commands}
    with ExitStack() as stack:
        servers = {name: stack.enter_context(running(command)) for name, (_, command) in commands.items()}
        for turn in range(options.rounds + 1):
            for name, (path, _) in commands.items():
                script = scratch / "look-ups.lua"
                spaces = {name: quote(space, safe="") for name, space in SPACES.items()}
                start = turn * 10_000_000
                script.write_text(LUA.format(start=start, things=options.things, path=path, **spaces))
                port, group = servers[name]
                used = processor_seconds(group)
                rate, half, most, count = wrk(port, script, options.seconds if turn else 1)
                used = 1e6 * (processor_seconds(group) - used) / count
                found[name] += [(rate, half, most, used)] if turn else []
    rates, *_, costs = (
        {name: median(run[place] for run in runs) for name, runs in found.items()} for place in range(4)
    )
    print(f"Look-ups, each another one, over {4 * options.things:,} quads; {CONNECTIONS} connections:\n")
    print("| | requests a second | median | 99 of 100 within | processor time of one |\n|---|---|---|---|---|")
    for name, runs in found.items():
        halves, most = median(run[1] for run in runs), median(run[2] for run in runs)
        print(f"| {name} | {rates[name]:,.0f} | {halves:.1f} ms | {most:.1f} ms | {costs[name]:,.0f} µs |")
    ours = rates["newsgraph serve"]
    told = [f"{ours / rate:.2f} times {name}" for name, rate in rates.items() if rate != ours]
    print(f"\nOurs: {', '.join(told)}.\n", flush=True)


def processor_seconds(group: int) -> float:
    """Return the processor time that the processes of a group have used."""
    ticks = 0
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            ticks += int(words[11]) + int(words[12]) if int(words[2]) == group else 0
    return ticks / os.sysconf("SC_CLK_TCK")


def wrk(port: int, script: Path, seconds: int) -> tuple[float, float, float, int]:
    """Return requests a second, the median and 99th percentile in ms, and how many; fail where any answer did."""
    said = subprocess.run(
        ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}", "--latency", "-s", str(script), f"http://127.0.0.1:{port}"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    if "Non-2xx" in said:
        raise SystemExit(said)
    scale = {"us": 0.001, "ms": 1.0, "s": 1000.0}
    times = {
        share: float(number) * scale[unit] for share, number, unit in re.findall(r"(50|99)%\s+([\d.]+)(us|ms|s)", said)
    }
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    count = re.search(r"(\d+) requests in", said)
    return float(rate[1]) if rate else 0.0, times["50"], times["99"], int(count[1]) if count else 1


def under_runaways(name: str, path: str, command: list[str]) -> None:
    """Print how long `ASK {}` takes while queries without end run, and when those end."""
    with running(command) as (port, _), ThreadPoolExecutor(RUNAWAYS) as threads:
        begun = time.monotonic()
        runaways = [threads.submit(ended, port, path, query) for query in [CROSS, PATHS] * (RUNAWAYS // 2)]
        time.sleep(0.02)
        burst = asked(port, path, "ASK {}", LIMIT)
        time.sleep(1)
        asks = []
        while time.monotonic() - begun < LIMIT - 0.5:
            asks.append(asked(port, path, "ASK {}", LIMIT))
        ends = [runaway.result() for runaway in runaways]
        asks = asks or [LIMIT]
    print(
        f"{name}, `ASK {{}}` under {RUNAWAYS} runaways: median {1000 * median(asks):.1f} ms, longest "
        f"{1000 * max(asks):.1f} ms, in their first moment {1000 * burst:.1f} ms; with a limit of {LIMIT} s the "
        f"runaways were answered after {min(ends):.2f} to {max(ends):.2f} s.\n",
        flush=True,
    )


def asked(port: int, path: str, query: str, patience: float) -> float:
    """Return how many seconds a query takes; its patience, where there is no answer within that."""
    connection = HTTPConnection("127.0.0.1", port, timeout=patience)
    begun = time.monotonic()
    try:
        connection.request("GET", f"{path}?query={quote(query)}", headers={"Accept": "application/sparql-results+json"})
        connection.getresponse().read()
    except OSError:
        return patience
    finally:
        connection.close()
    return time.monotonic() - begun


def ended(port: int, path: str, query: str) -> float:
    """Return when a runaway was answered; three limits, where it was not."""
    return asked(port, path, query, 3 * LIMIT)


@contextmanager
def running(command: list[str]) -> Iterator[tuple[int, int]]:
    """Start a server at a free port, and end it; give its port, and the group of its processes."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [word.replace("{port}", str(port)) for word in command]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        for _ in range(600):
            if asked(port, "/", "ASK {}", 1) < 1:
                break
            time.sleep(0.1)
        yield port, process.pid
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


if __name__ == "__main__":
    main()
