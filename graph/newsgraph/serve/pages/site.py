"""What templates need to know of the server: addresses, how kinds look, which page of a list is shown."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote, urlencode, urlsplit

from markupsafe import Markup, escape

from newsgraph.library.articles import ArticleLine, outlet_id
from newsgraph.library.cards import EntityCard
from newsgraph.library.facts import Thing
from newsgraph.library.statements import Passage
from newsgraph.model import Span
from newsgraph.serve.own_files import own_files
from newsgraph.serve.pages.forms import FORMATS, Format
from newsgraph.vocab import NAMESPACE

_PATH_SAFE = "/%:@!$&'()*+,;=~-._"


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of thing is shown and spoken of."""

    style: str
    sign: str
    one: str
    many: str
    it: str = "it"
    its: str = "its"
    they: str = "it"


_LOOKS: Mapping[str, Look] = {
    "Article": Look("article", "≡", "article", "Articles"),
    "Person": Look("person", "P", "person", "People", "this person", "this person’s", "this person"),
    "Organization": Look("organization", "O", "organization", "Organizations"),
    "Place": Look("place", "L", "place", "Places"),
    "Legislation": Look("law", "§", "law", "Laws"),
    "Event": Look("event", "E", "named event", "Named events"),
    "ReportedEvent": Look("reported-event", "e", "reported event", "Reported events"),
    "Group": Look("group", "G", "group", "Groups", "them", "theirs", "they"),
    "Claim": Look("claim", "", "claim", "Claims"),
    "Dataset": Look("dataset", "", "data set", "Data sets"),
    "Graph": Look("graph", "", "named graph", "Named graphs"),
    "Judgement": Look("judgement", "", "judgement", "Judgements"),
    "LocalEntity": Look("local", "", "a thing as one article knows it", "Things as single articles know them"),
    "Mention": Look("mention", "", "stretch of a text", "Stretches of texts"),
    "Outlet": Look("outlet", "", "outlet", "Outlets"),
    "Page": Look("page", "", "page that was read", "Pages that were read"),
    "Run": Look("run", "", "run of the program", "Runs"),
    "Tool": Look("tool", "", "program", "Programs"),
}
_OTHER = Look("other", "", "thing", "Things")
_PUBLICITY = {"PrivateIndividual": "a private person", "PublicFigure": "acts in public life"}
_SHORT = 200
_NAME = Markup("<bdi>{}</bdi>")
_SIGN = Markup('<span class="sign {}" aria-hidden="true">{}</span>')
_LINK = Markup('<a class="thing" href="{}">{}{}</a>')
_OUTSIDE_LINK = Markup('<a class="thing" rel="noreferrer noopener" href="{}">{}{}</a>')
_PASSAGE = Markup('<blockquote class="passage"><p><bdi>{}</bdi>{}</p></blockquote>')


class Site:
    """The server as one page sees it."""

    def __init__(self, base: str, *, path: str = "/", parameters: Mapping[str, str] | None = None) -> None:
        self.base = base
        self.own_path = path
        self.parameters = dict(parameters or {})

    def path(self, name: str) -> str:
        """Return the address on this server of an identifier below the base."""
        start, mark, fragment = name.lstrip("/").partition("#")
        return "/" + quote(start, safe=_PATH_SAFE) + (f"#{quote(fragment, safe=_PATH_SAFE)}" if mark else "")

    def address(self, iri: str) -> str | None:
        """Return where an IRI leads: on this server for the graph's own, out only to the web, else nowhere."""
        if iri.startswith(self.base):
            return self.path(iri.removeprefix(self.base))
        return self.outside(iri)

    def outside(self, iri: str) -> str | None:
        """Return an address of the web, or None for anything else, such as `javascript:`."""
        try:
            parts = urlsplit(iri)
        except ValueError:
            return None
        if iri.startswith(NAMESPACE):
            # Nothing answers there yet.
            return None
        is_web = parts.scheme in ("http", "https") and bool(parts.netloc)
        return iri if is_web and not any(character <= " " for character in iri) else None

    def outlet(self, name: str) -> str:
        """Return the address of an outlet, given by its name."""
        return self.path(outlet_id(name))

    def explore(self, name: str) -> str:
        """Return the address at which the explorer shows an identifier below the base."""
        return f"/explore#node={quote(name.lstrip('/'), safe='/:~-._')}"

    def asset(self, name: str) -> str:
        """Return the address of one of the server's own files; it changes with the file."""
        return f"/assets/{name}?v={_digest(name)}"

    def look(self, kind: str) -> Look:
        """Return how a kind is shown."""
        return _LOOKS.get(kind, _OTHER)

    def page(self, name: str) -> int:
        """Return which page of a list is shown, counted from 1."""
        return page_number(self.parameters.get(name, ""))

    def turn(self, name: str, page: int) -> str:
        """Return the address of another page of a list, all else as it is."""
        kept = {**self.parameters, name: str(page)}
        return f"{self.own_path}?{urlencode(kept)}#{name}"

    def data(self, iri: str, form: str) -> str:
        """Return the address of a thing as data."""
        return f"{(self.address(iri) or '/').partition('#')[0]}?format={form}"

    def alternates(self, iri: str) -> Markup:
        """Return the links in a page's head that lead to the same as data."""
        line = Markup('<link rel="alternate" type="{}" href="{}">')
        made = (line.format(form.media_type, self.data(iri, form.name)) for form in self.formats())
        return Markup("\n").join(made)

    def formats(self) -> tuple[Format, ...]:
        """Return the forms that a thing's data comes in."""
        return FORMATS

    def marked(self, text: str, marks: Iterable[Span]) -> Markup:
        """Return the text, escaped, with stretches that do not overlap marked."""
        out, position = [], 0
        for mark in marks:
            out += [escape(text[position : mark.start]), Markup("<mark>{}</mark>").format(mark.of(text))]
            position = mark.end
        return Markup("").join([*out, escape(text[position:])])

    def sign(self, kind: str) -> Markup:
        """Return the letter of a kind in its colour; nothing for kinds without one."""
        look = self.look(kind)
        return _SIGN.format(look.style, look.sign) if look.sign else Markup()

    def thing(self, it: Thing, with_sign: bool = True) -> Markup:
        """Return a thing's name as a link, or as plain words where it leads nowhere."""
        name = _NAME.format(shorter(it.name))
        address = self.address(it.iri)
        if not address:
            return name
        sign = self.sign(it.kind) if with_sign else ""
        return (_OUTSIDE_LINK if it.kind == "Outside" else _LINK).format(address, sign, name)

    def headline(self, line: ArticleLine, span: Span | None = None) -> Markup:
        """Return an article's headline as a link, to the words where a span is given."""
        place = f"#char={span.start},{span.end}" if span else ""
        return Markup('<a href="{}">{}</a>').format(self.path(line.id) + place, _NAME.format(shorter(line.headline)))

    def where(self, line: ArticleLine) -> Markup:
        """Return an article's outlet and day."""
        parts = []
        if line.outlet:
            name = _NAME.format(shorter(line.outlet, 80))
            parts.append(Markup('<a href="{}">{}</a>').format(self.path(line.outlet_id), name))
        if line.published:
            parts.append(Markup('<time datetime="{0}">{0}</time>').format(line.published))
        return Markup(", ").join(parts) if parts else Markup("no day known")

    def passage(self, it: Passage, linked: bool = True) -> Markup:
        """Return a sentence with its words marked and, unless told otherwise, a link to them in the text."""
        link = Markup()
        if linked:
            place = f"{self.path(it.article)}#char={it.words.start},{it.words.end}"
            link = Markup(' <a class="small" href="{}">in the text</a>').format(place)
        return _PASSAGE.format(self.marked(it.text, it.marks), link)

    def shorter(self, text: str, most: int = _SHORT) -> str:
        """Return the text on one line, cut where it is longer than so many characters."""
        return shorter(text, most)

    def facts_of(self, card: EntityCard) -> list[tuple[str, str]]:
        """Return what is known of an entity besides its names, with labels."""
        about = card.about
        made = [
            ("public or private", _PUBLICITY.get(about.publicity or "", "")),
            ("because", about.publicity_basis if about.publicity == "PublicFigure" else ""),
            ("cited as" if about.kind == "Legislation" else "code", about.normal_form),
            ("jurisdiction", about.jurisdiction),
            ("year", str(about.year) if about.year else ""),
            ("position", _position(about.latitude, about.longitude)),
        ]
        return [(label, text) for label, text in made if text]


def page_number(text: str) -> int:
    """Return the number of a page as a client gives it; 1 for anything that is none."""
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def shorter(text: str, most: int = _SHORT) -> str:
    """Return the text on one line, cut where it is longer than so many characters."""
    line = " ".join(text[: most * 2].split())
    return line if len(line) <= most and len(text) <= most * 2 else line[: most - 1].rstrip() + "…"


def _position(latitude: float | None, longitude: float | None) -> str:
    if latitude is None or longitude is None:
        return ""
    north, east = "N" if latitude >= 0 else "S", "E" if longitude >= 0 else "W"
    return f"{abs(latitude):.2f}° {north}, {abs(longitude):.2f}° {east}"


@cache
def _digest(name: str) -> str:
    content = own_files().get(f"serve/assets/{name}")
    return "0" if content is None else hashlib.sha256(content).hexdigest()[:12]
