"""Gold files of identity: JSON lines, CoNLL-U with `Entity=`, CoNLL-2012; and what is said of broken ones."""

import json
from pathlib import Path
from typing import Any

import pytest

from newsgraph.errors import NewsgraphError
from newsgraph.evaluate import IdentityDocument, read_identities
from newsgraph.model import Kind, MentionForm, Span

GUM = """\
# newdoc id = harbor
# global.Entity = GRP-etype-minspan-link-identity
# newpar
# sent_id = harbor-1
# text = Port strike
1	Port	port	NOUN	NN	Number=Sing	2	compound	_	Entity=(9-abstract-2-sgl
2	strike	strike	NOUN	NN	Number=Sing	0	root	_	Entity=9)

# newpar
# sent_id = harbor-2
# text = Mayor Li Wei's aide left Fort Lee, New Jersey; "he" wept.
1	Mayor	mayor	PROPN	NNP	Number=Sing	2	compound	_	Entity=(2-person-5-sgl(1-person-1-ana-Li_Wei_%28mayor%29
2	Li	Li	PROPN	NNP	Number=Sing	5	nmod	_	_
3-4	Wei's	_	_	_	_	_	_	_	_
3	Wei	Wei	PROPN	NNP	Number=Sing	2	flat	_	_
4	's	's	PART	POS	_	2	case	_	Entity=1)
5	aide	aide	NOUN	NN	Number=Sing	6	nsubj	_	Entity=2)
6	left	leave	VERB	VBD	_	0	root	_	_
7	Fort	Fort	PROPN	NNP	Number=Sing	8	compound	_	Entity=(3-place-2-sgl-Fort_Lee%2C_New_Jersey
8	Lee	Lee	PROPN	NNP	Number=Sing	6	obj	_	SpaceAfter=No
9	,	,	PUNCT	,	_	11	punct	_	_
10	New	New	PROPN	NNP	Number=Sing	11	compound	_	Entity=(4-place-2-sgl-New_Jersey
11	Jersey	Jersey	PROPN	NNP	Number=Sing	8	appos	_	Entity=4)3)|SpaceAfter=No
12	;	;	PUNCT	:	_	16	punct	_	_
13	"	"	PUNCT	``	_	14	punct	_	SpaceAfter=No
14	he	he	PRON	PRP	_	16	nsubj	_	Entity=(1-person-1-ana-Li_Wei_%28mayor%29)|SpaceAfter=No
14.1	gone	go	VERB	VBN	_	_	_	_	_
15	"	"	PUNCT	''	_	14	punct	_	_
16	wept	weep	VERB	VBD	_	6	conj	_	SpaceAfter=No
17	.	.	PUNCT	.	_	6	punct	_	_

# newdoc id = hill
# sent_id = hill-1
# text = Americans met the President of the Hill Council.
1	Americans	American	PROPN	NNPS	Number=Plur	2	nsubj	_	Entity=(1-person-1-sgl-Americans)
2	met	meet	VERB	VBD	_	0	root	_	_
3	the	the	DET	DT	_	4	det	_	Entity=(2-person-2-sgl
4	President	President	PROPN	NNP	Number=Sing	2	obj	_	_
5	of	of	ADP	IN	_	8	case	_	_
6	the	the	DET	DT	_	8	det	_	Entity=(3-organization-2,3-sgl
7	Hill	Hill	PROPN	NNP	Number=Sing	8	compound	_	_
8	Council	Council	PROPN	NNP	Number=Sing	4	nmod	_	Entity=3)2)|SpaceAfter=No
9	.	.	PUNCT	.	_	2	punct	_	_
"""
CONLL = """\
#begin document (ho/00/harbor_0001); part 000
ho/00/harbor_0001 0 0 Mayor NNP * - - - - * (1
ho/00/harbor_0001 0 1 Li NNP * - - - - (PERSON* -
ho/00/harbor_0001 0 2 Wei NNP * - - - - *) 1)
ho/00/harbor_0001 0 3 left VBD * - - - - * -
ho/00/harbor_0001 0 4 Boston NNP * - - - - (GPE) (2)
ho/00/harbor_0001 0 5 . . * - - - - * -

ho/00/harbor_0001 0 0 His PRP$ * - - - - * (3|(1)
ho/00/harbor_0001 0 1 aide NN * - - - - * 3)
ho/00/harbor_0001 0 2 praised VBD * - - - - * -
ho/00/harbor_0001 0 3 the DT * - - - - * (1
ho/00/harbor_0001 0 4 mayor NN * - - - - * -
ho/00/harbor_0001 0 5 of IN * - - - - * -
ho/00/harbor_0001 0 6 Boston NNP * - - - - (GPE) (2)|1)
ho/00/harbor_0001 0 7 . . * - - - - * -

#end document
#begin document (ho/00/harbor_0001); part 001
ho/00/harbor_0001 1 0 Odessa NNP * - - - - (GPE) (1)
#end document
"""


def read(tmp_path: Path, name: str, content: str) -> tuple[IdentityDocument, ...]:
    (tmp_path / name).write_text(content, encoding="utf-8")
    return read_identities(tmp_path / name)


def told(document: IdentityDocument) -> list[tuple[str, Kind, str, MentionForm, str | None]]:
    return [
        (one.span.of(document.text), one.kind, one.entity, one.form, one.target) for one in document.namings
    ]  # fmt: skip


def test_conll_u(tmp_path: Path) -> None:
    harbor, hill = read(tmp_path, "gum.conllu", GUM)
    assert harbor.text == 'Port strike\n\nMayor Li Wei\'s aide left Fort Lee, New Jersey; "he" wept.'
    assert told(harbor) == [
        ("Mayor Li Wei's aide", Kind.PERSON, "2", MentionForm.NOMINAL, None),
        ("Li Wei", Kind.PERSON, "1", MentionForm.NAME, "Li_Wei_(mayor)"),
        ("Fort Lee", Kind.PLACE, "3", MentionForm.NAME, "Fort_Lee,_New_Jersey"),
        ("New Jersey", Kind.PLACE, "4", MentionForm.NAME, "New_Jersey"),
        ("he", Kind.PERSON, "1", MentionForm.PRONOUN, "Li_Wei_(mayor)"),
    ]
    assert harbor.ignored == ("abstract",)
    assert harbor.across
    assert told(hill) == [
        ("Americans", Kind.GROUP, "1", MentionForm.NAME, "Americans"),
        ("the President of the Hill Council", Kind.PERSON, "2", MentionForm.NOMINAL, None),
        ("Hill Council", Kind.ORGANIZATION, "3", MentionForm.NAME, None),
    ]
    assert all(naming.linked for naming in (*harbor.namings, *hill.namings))


def test_conll_u_without_identities_and_documents(tmp_path: Path) -> None:
    content = (
        "1\tAna\tAna\tPROPN\tNNP\t_\t0\troot\t_\tEntity=(e1-person-1-)|SpaceAfter=No\n"
        "2\t.\t.\tPUNCT\t.\t_\t1\tpunct\t_\t_\n"
    )
    (document,) = read(tmp_path, "bare.conllu", content)
    assert (document.name, document.text, document.across) == ("bare:1", "Ana.", False)
    assert told(document) == [("Ana", Kind.PERSON, "e1", MentionForm.NAME, None)]
    assert not document.namings[0].linked


def test_chains_of_one_identity_are_one_thing(tmp_path: Path) -> None:
    line = "{at}\tAna\tAna\tPROPN\tNNP\t_\t0\troot\t_\tEntity=({entity}-person-x-x-Ana_Ruiz)\n"
    head = GUM.splitlines()[1]
    (document,) = read(tmp_path, "two.conllu", f"{head}\n{line.format(at=1, entity=7)}{line.format(at=2, entity=8)}")
    assert [naming.entity for naming in document.namings] == ["7", "7"]


def test_a_name_in_the_title_of_a_film_is_none(tmp_path: Path) -> None:
    content = (
        "1\tLima\tLima\tPROPN\tNNP\t_\t2\tcompound\t_\tEntity=(e1-abstract-2-(e2-place-1-)\n"
        "2\tNights\tNight\tPROPN\tNNP\t_\t0\troot\t_\tEntity=e1)\n"
        "3\tin\tin\tADP\tIN\t_\t4\tcase\t_\t_\n"
        "4\tLima\tLima\tPROPN\tNNP\t_\t2\tnmod\t_\tEntity=(e2-place-1-)\n"
    )
    (document,) = read(tmp_path, "film.conllu", content)
    assert [naming.span for naming in document.namings] == [Span(15, 19)]


def test_conll_2012(tmp_path: Path) -> None:
    first, second = read(tmp_path, "ontonotes.conll", CONLL)
    assert first.text == "Mayor Li Wei left Boston. His aide praised the mayor of Boston."
    assert told(first) == [
        ("Li Wei", Kind.PERSON, "1", MentionForm.NAME, None),
        ("Boston", Kind.PLACE, "2", MentionForm.NAME, None),
        ("His", Kind.PERSON, "1", MentionForm.PRONOUN, None),
        ("the mayor of Boston", Kind.PERSON, "1", MentionForm.NOMINAL, None),
        ("Boston", Kind.PLACE, "2", MentionForm.NAME, None),
    ]
    assert (second.name, second.text, first.across) == ("ho/00/harbor_0001:001", "Odessa", False)


def spans(*items: dict[str, Any], text: str = "Ana Ruiz of Lima spoke.") -> str:
    return json.dumps({"id": "a", "text": text, "spans": items})


ANA = {"start": 0, "end": 8, "label": "Person", "entity": "ana"}


def test_json_lines(tmp_path: Path) -> None:
    content = spans(
        ANA | {"target": None},
        {"start": 0, "end": 3, "label": "PER", "entity": "ana"},
        {"start": 12, "end": 17, "label": "city", "entity": 4, "target": "https://sws.geonames.org/3936456/"},
        {"start": 17, "end": 22, "label": "Work", "entity": "w"},
    )
    (document,) = read(tmp_path, "own.jsonl", content)
    assert told(document) == [
        ("Ana Ruiz", Kind.PERSON, "ana", MentionForm.NAME, None),
        ("Lima", Kind.PLACE, "4", MentionForm.NAME, "https://sws.geonames.org/3936456/"),
    ]
    assert [one.linked for one in document.namings] == [True, True]
    assert document.ignored == ("Work",)
    assert document.across


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.jsonl", "", "is empty"),
        ("a.jsonl", "just words", "holds no identity that is known"),
        ("a.jsonl", "{", "line 1: it is not JSON"),
        ("a.jsonl", '{"text": "x"}', 'line 1: the record has no list "spans"'),
        ("a.jsonl", '["x", 1]', "record 1: it holds no record"),
        ("a.jsonl", spans({"start": 0, "end": 8, "label": "Person"}), "'Ana Ruiz' at 0-8 has no \"entity\""),
        ("a.jsonl", spans(ANA | {"entity": True}), 'has no "entity"'),
        ("a.jsonl", spans(ANA | {"end": 99}), "does not lie in the text"),
        ("a.jsonl", spans(ANA | {"text": "Ana"}), "is 'Ana Ruiz', not 'Ana'"),
        ("a.jsonl", spans(ANA | {"target": 7}), "neither an address nor null"),
        ("a.jsonl", spans(ANA | {"form": "verb"}), "is not one of name, nominal, pronoun"),
        ("a.jsonl", spans(ANA, ANA | {"entity": "other"}), "stands for two things, 'ana' and 'other'"),
        ("a.jsonl", f"{spans(ANA)}\n{spans(ANA)}", "'a' stands in it twice"),
        ("a.conllu", "1\tAna\tEntity=(e1)\n", "line 1: it has 3 columns"),
        ("a.conllu", GUM.replace("Entity=(4-", "Entity=(44-"), "the mention '4' ends but did not begin"),
        ("a.conll", CONLL.replace("(1\n", "-\n", 1), "the chain '1' ends but did not begin"),
        ("a.conll", "#begin document (a); part 000\na 0 0 Ana\n", "line 2: it has 4 columns"),
        ("a.conll", "#begin document (a); part 000\n#end document\n", "holds no document"),
    ],
)
def test_what_cannot_be_read_names_file_and_place(tmp_path: Path, name: str, content: str, words: str) -> None:
    with pytest.raises(NewsgraphError) as caught:
        read(tmp_path, name, content)
    assert words in str(caught.value)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(NewsgraphError, match=r"Cannot read the gold file .*nowhere\.jsonl"):
        read_identities(tmp_path / "nowhere.jsonl")
