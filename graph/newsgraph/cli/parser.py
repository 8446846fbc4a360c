"""The commands and their options."""

import argparse

from newsgraph.cli.option_types import megabytes, port, positive, score, seconds
from newsgraph.extract import DEFAULT
from newsgraph.model import Kind
from newsgraph.version import __version__

_DIR = "a folder made by `newsgraph build`"
# Importing newsgraph.export is dear, so that the names stand here, too.
_EXPORT_FORMATS = ("nquads", "trig", "turtle", "jsonld", "rdf12", "parquet", "csv", "graphml", "gexf")
_FIELDS = """\
JSON lines: one record a line; capitals, - and _ in a field's name make no difference
  text                        or body, content, maintext, articleBody, article, full_text, story, plain_text,
                              or as HTML: html, content_html, body_html; required
  headline                    or title, name
  published                   or date, datePublished, publishedAt, pubDate, date_publish, created_at,
                              publication_date; best as 2026-03-11
  byline                      or author, authors, creator
  outlet                      or publisher, source, source_name, site, site_name, source_domain, domain
  url                         or link, canonical_url, permalink
  language                    or lang, inLanguage
A Markdown file may start with the same fields between two lines of ---, one `field: value` a line.
"""


def command_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        prog="newsgraph",
        description="Read news articles into a graph to query and to look at, every statement with its words.",
    )
    parser.add_argument("--version", action="version", version=f"newsgraph {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_build(commands)
    _add_remove(commands)
    _add_query(commands)
    questions = commands.add_parser("queries", help="list the saved questions", description="List the saved questions.")
    questions.set_defaults(module="queries")
    check = commands.add_parser(
        "check",
        help="check a graph against the shapes",
        description="Check a graph against the SHACL shapes and every span against its text; exit code 1 on a finding.",
    )
    check.add_argument("folder", metavar="DIR", help=_DIR)
    check.set_defaults(module="check")
    _add_serve(commands)
    _add_site(commands)
    _add_view(commands)
    _add_export(commands)
    _add_evaluate(commands)
    _add_link(commands)
    _add_review(commands)
    _add_mcp(commands)
    return parser


def _add_build(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    build = commands.add_parser(
        "build",
        help="read articles into a graph",
        description="Read files and folders of .txt, .md, .html and .jsonl articles into a graph folder. Where that "
        "holds a graph, only what is new or changed is read.",
        epilog=_FIELDS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    build.add_argument("sources", nargs="+", metavar="SOURCE", help="a file or a folder of articles")
    build.add_argument("--out", required=True, metavar="DIR", help="the folder to write the graph into")
    build.add_argument("--base", metavar="IRI", help="where identifiers start (default: https://newsgraph.example/)")
    build.add_argument(
        "--extractor", default=DEFAULT, metavar="NAME", help="what finds the names (default: %(default)s)"
    )
    _add_threads(build)
    build.add_argument(
        "--limit-mb", type=megabytes, default=20, metavar="MB", help="skip pages larger than this (default: 20)"
    )
    _add_judgements(build)
    build.add_argument("--quiet", action="store_true", help="say nothing but what went wrong")
    build.set_defaults(module="build")


def _add_remove(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    remove = commands.add_parser(
        "remove",
        help="take articles out of a graph",
        description="Take articles out of a graph, as if they had never been in it.",
    )
    remove.add_argument("folder", metavar="DIR", help=_DIR)
    remove.add_argument(
        "articles", nargs="*", metavar="ARTICLE", help="an article's id, IRI or address, or the file it was read from"
    )
    remove.add_argument("--gone", action="store_true", help="take out the articles whose files are no longer there")
    _add_judgements(remove)
    remove.set_defaults(module="remove")


def _add_query(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    query = commands.add_parser(
        "query",
        help="ask a graph a question",
        description="Answer a SPARQL 1.1 query, or a saved question, from a graph's store.",
        epilog="The prefixes of the vocabulary and of the identifiers (person:, place:, ...) need no declaring.",
    )
    query.add_argument("folder", metavar="DIR", help=_DIR)
    query.add_argument("sparql", nargs="?", metavar="SPARQL", help="the query")
    query.add_argument("--file", metavar="FILE", help="a file that holds the query")
    query.add_argument("--name", metavar="SAVED", help="a saved question; `newsgraph queries` lists them")
    query.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", help="a value for a saved question; may be repeated"
    )
    query.add_argument(
        "--format",
        choices=("table", "csv", "tsv", "json", "turtle"),
        help="how to print the answer (default: table, or turtle for CONSTRUCT and DESCRIBE)",
    )
    query.set_defaults(module="query")


def _add_view(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    view = commands.add_parser(
        "view",
        help="write the interactive page of a graph, or of a part of it",
        description="Write one HTML file that shows the graph, or a part of it, and works without a network.",
    )
    view.add_argument("folder", metavar="DIR", help=_DIR)
    view.add_argument("--around", metavar="NAME", help="show only what is near the thing of this name")
    view.add_argument("--hops", type=positive, default=1, metavar="N", help="how near: steps from NAME (default: 1)")
    view.add_argument(
        "--kinds", nargs="+", default=[], metavar="KIND", help=f"show only these kinds: {', '.join(_kinds())}"
    )
    view.add_argument("--limit", type=positive, metavar="N", help="draw at most this many of the most important things")
    view.add_argument("--out", metavar="FILE", help="the page to write (default: DIR/view.html)")
    view.set_defaults(module="view")


def _add_serve(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    serve = commands.add_parser(
        "serve",
        help="open an explorer, a SPARQL endpoint and a page for every thing of a graph",
        description="Serve a graph: an explorer, a SPARQL endpoint, pages to browse and search. Read-only, and for "
        "this machine alone unless --host says otherwise.",
    )
    serve.add_argument("folder", metavar="DIR", help=_DIR)
    serve.add_argument(
        "--host", default="127.0.0.1", metavar="HOST", help="the address to listen at (default: 127.0.0.1)"
    )
    serve.add_argument("--port", type=port, default=8000, metavar="PORT", help="the port to listen at (default: 8000)")
    serve.add_argument("--public-url", metavar="URL", help="where users reach the server, if behind another one")
    serve.add_argument("--token", metavar="TOKEN", help="answer only those who send this token; others may see it here")
    serve.add_argument("--token-file", metavar="FILE", help="the same, read from a file")
    serve.add_argument(
        "--cors",
        action="append",
        default=[],
        metavar="ORIGIN",
        help="a web page's origin that may ask, or *; may be repeated",
    )
    serve.add_argument("--timeout", type=seconds, metavar="SECONDS", help="how long one query may take (default: 30)")
    serve.add_argument("--max-rows", type=positive, metavar="N", help="how many rows one answer may hold")
    serve.add_argument("--workers", type=positive, metavar="N", help="how many long queries run at once")
    serve.set_defaults(module="serve")


def _add_site(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    site = commands.add_parser(
        "site",
        help="write the explorer and the query page as files that need no server",
        description="Write the explorer, and a page for SPARQL, as files that open from disk or from any web host.",
    )
    site.add_argument("folder", metavar="DIR", help=_DIR)
    site.add_argument("--out", required=True, metavar="SITE", help="the folder to write")
    site.add_argument("--title", metavar="TITLE", help="what the pages are called (default: the name of DIR)")
    site.add_argument("--limit", type=positive, metavar="N", help="show at most this many of the most important things")
    site.set_defaults(module="site")


def _add_export(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    export = commands.add_parser(
        "export",
        help="write a graph in a form that other programs read",
        description="Write a graph as RDF, as tables, or as a network, from its tables.",
        epilog="parquet and csv make a folder with a file for each table; every other format makes one file.",
    )
    export.add_argument("folder", metavar="DIR", help=_DIR)
    export.add_argument(
        "--format",
        required=True,
        choices=_EXPORT_FORMATS,
        metavar="FORMAT",
        help=f"one of {', '.join(_EXPORT_FORMATS)}",
    )
    export.add_argument(
        "--out",
        metavar="PATH",
        help="the file or folder to write, or - for the standard output (default: in DIR/export)",
    )
    export.add_argument(
        "--with-text", action="store_true", help="put the articles' texts into the tables (parquet, csv)"
    )
    export.set_defaults(module="export")


def _add_mcp(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    mcp = commands.add_parser(
        "mcp",
        help="let a language model look things up in a graph",
        description="Serve a graph as tools of the Model Context Protocol (search, entity, path, sparql, evidence) "
        "over standard input and output; for programs such as assistants, not for people. "
        "Needs: pip install 'newsgraph[mcp]'",
    )
    mcp.add_argument("folder", metavar="DIR", help=_DIR)
    mcp.add_argument("--timeout", type=seconds, metavar="SECONDS", help="how long one question may take (default: 30)")
    mcp.set_defaults(module="mcp")


def _add_evaluate(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    evaluate = commands.add_parser(
        "evaluate",
        help="score an extractor, or who is who, on names that people marked",
        description="Score what an extractor finds against gold files: columns (IOB1, IOB2, BILOU), JSON lines "
        "(newsgraph's, spaCy's, Prodigy's, doccano's), NIF 2.0, or text such as [Person Ana Ruiz]. With --resolution, "
        "score who is who instead: JSON lines whose spans have an entity, CoNLL-2012, or CoNLL-U with Entity=.",
    )
    evaluate.add_argument("--gold", nargs="+", action="extend", required=True, metavar="FILE", help="marked texts")
    evaluate.add_argument(
        "--extractor", default=DEFAULT, metavar="NAME", help="what finds the names (default: %(default)s)"
    )
    _add_threads(evaluate)
    evaluate.add_argument(
        "--resolution", action="store_true", help="score who is who: which names stand for one thing, and its links"
    )
    evaluate.add_argument(
        "--end-to-end", action="store_true",
        help="with --resolution: on the names that the extractor reads (default: on those of the gold)",
    )  # fmt: skip
    evaluate.add_argument(
        "--kinds", nargs="+", default=[], metavar="KIND",
        help="score just these kinds (default: those that a file marks)",
    )  # fmt: skip
    evaluate.add_argument(
        "--map", action="append", default=[], metavar="LABEL=KIND",
        help="what a label stands for, or none to leave it out; may be repeated",
    )  # fmt: skip
    evaluate.add_argument("--errors", metavar="FILE", help="write all errors into this file, tab-separated")
    evaluate.add_argument("--format", choices=("text", "json"), default="text", help="how to print (default: text)")
    evaluate.set_defaults(module="evaluate")


def _add_link(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    link = commands.add_parser(
        "link",
        help="ask an outside service which of its things a graph names",
        description="Ask a reconciliation service which of its things the graph's names may mean. Says first what it "
        "will send and to whom. The candidates become open judgements in DIR/judgements.tsv.",
    )
    link.add_argument("folder", metavar="DIR", help=_DIR)
    link.add_argument(
        "--service",
        required=True,
        metavar="URL",
        help="where the service answers: https://wikidata.reconci.link/en/api",
    )
    link.add_argument(
        "--kind", nargs="+", action="extend", default=[], metavar="KIND",
        help="ask about just these kinds (default: Person, Organization, Place)",
    )  # fmt: skip
    link.add_argument("--private", action="store_true", help="ask about people not known to act in public life, too")
    link.add_argument(
        "--type", action="append", default=[], metavar="KIND=TYPE",
        help="the service's type for a kind, such as Person=Q5, or none; may be repeated",
    )  # fmt: skip
    link.add_argument(
        "--property", action="append", default=[], metavar="FACT=PROPERTY",
        help="send a fact as a property of the service, such as country=P17; facts are container, country, role, "
        "jurisdiction, year; may be repeated",
    )  # fmt: skip
    link.add_argument(
        "--limit", type=positive, metavar="N", help="ask about at most this many of the most named things"
    )
    link.add_argument(
        "--candidates", type=positive, default=5, metavar="N", help="how many to ask for each (default: 5)"
    )
    link.add_argument("--batch", type=positive, default=10, metavar="N", help="how many to ask at a time (default: 10)")
    link.add_argument(
        "--accept-matches", action="store_true",
        help="accept a candidate that the service is sure of, where the names agree and nothing else matches",
    )  # fmt: skip
    link.add_argument("--refresh", action="store_true", help="ask again what was answered before")
    link.add_argument("--dry-run", action="store_true", help="list what would be sent, and send nothing of it")
    link.add_argument("--yes", action="store_true", help="send without asking")
    _add_judgements(link)
    link.set_defaults(module="link")


def _add_review(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    review = commands.add_parser(
        "review",
        help="decide who is who",
        description="Walk through the pairs that may be one thing, the most valuable first, and decide. What is "
        "decided goes into DIR/judgements.tsv, and the graph is written again without reading the articles anew.",
    )
    review.add_argument("folder", metavar="DIR", help=_DIR)
    way = review.add_mutually_exclusive_group()
    way.add_argument("--list", action="store_true", help="list the open pairs, and ask nothing")
    way.add_argument(
        "--accept-above",
        type=score,
        metavar="SCORE",
        help="take every open pair with this score or a higher one as same",
    )
    way.add_argument("--export", metavar="FILE", help="write the open pairs as a table, tab-separated")
    way.add_argument("--import", dest="import_file", metavar="FILE", help="read such a table back, with verdicts in it")
    way.add_argument(
        "--undo", nargs="?", const=1, type=positive, metavar="N",
        help="take back the last judgement of the file, or the last N",
    )  # fmt: skip
    review.add_argument("--by", metavar="NAME", help="who decides (default: the login name)")
    review.add_argument("--limit", type=positive, metavar="N", help="only the N most valuable pairs")
    review.add_argument(
        "--kind", nargs="+", default=[], metavar="KIND", help=f"only these kinds: {', '.join(_kinds())}"
    )
    review.add_argument(
        "--joined",
        action="store_true",
        help="what the program made one, the most doubtful first, in place of open pairs",
    )
    review.add_argument("--again", action="store_true", help="also the pairs that a person left open")
    _add_judgements(review)
    review.set_defaults(module="review")


def _add_judgements(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--judgements", metavar="FILE", help="what people decided about who is who (default: DIR/judgements.tsv)"
    )


def _add_threads(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--threads", type=positive, metavar="N", help="processor threads the reader may use (default: 2)"
    )


def _kinds() -> tuple[str, ...]:
    return tuple(kind for kind in Kind if kind not in (Kind.DATE, Kind.QUANTITY))
