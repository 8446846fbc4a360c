import pytest
from hypothesis import given, strategies as st

from newsgraph.extract.embedded.pieces import FEATURES, Bit, Vocabulary, case_bits, shape_bits

PIECES = (
    "[PAD] [UNK] [CLS] [SEP] a b c n un ##un ##a ##b ##c ab ##bc abc har ##bor harbor jose francois strasse orsted"
    " o ' ’ brien - . – war anti & t at 5 ##0 50 , 000 李 明 😀 lodz"
).split()
NUMBERS = {piece: number for number, piece in enumerate(PIECES)}
SHAPES = {bit for name, bit in vars(Bit).items() if name.isupper() and bit <= Bit.LAST_PIECE}


def read(form: str) -> list[str]:
    return [PIECES[number] for number in Vocabulary(PIECES)(form).ids]


def names(bits: int) -> set[str]:
    return {name for name, bit in vars(Bit).items() if name.isupper() and bits >> bit & 1}


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("abc", "abc"),
        ("abcb", "abc ##b"),
        # Greedy from the left: `ab` is taken though `a ##bc` were longer behind.
        ("abbc", "ab ##bc"),
        ("unab", "un ##a ##b"),
        ("HARBOR", "harbor"),
        ("harborx", "[UNK]"),
        ("x", "[UNK]"),
        ("xharbor", "[UNK]"),
        # Accents fall away, composed or not; letters that have none are spelt out.
        ("José", "jose"),
        ("Jose\u0301", "jose"),
        ("François", "francois"),
        ("Straße", "strasse"),
        ("Ørsted", "orsted"),
        ("Łódź", "lodz"),
        # Marks and ideographs stand alone; what follows them begins anew.
        ("O'Brien", "o ' brien"),
        ("O’Brien", "o ’ brien"),
        ("anti-war", "anti - war"),
        ("AT&T", "at & t"),
        ("50,000", "50 , 000"),
        ("500", "50 ##0"),
        ("李明", "李 明"),
        ("😀", "😀"),
        ("a😀a", "a 😀 a"),
        ("a.x", "a . [UNK]"),
        ("\x00", "[UNK]"),
        ("\u0301", "[UNK]"),
        ("", "[UNK]"),
        ("a" * 40, "a" + " ##a" * 39),
        ("a" * 41, "[UNK]"),
        ("\ud800", "[UNK]"),
    ],
)
def test_words_in_pieces(form: str, expected: str) -> None:
    assert read(form) == expected.split()


def test_the_marks_of_a_window() -> None:
    vocabulary = Vocabulary(PIECES)
    assert (vocabulary.cls, vocabulary.sep) == (NUMBERS["[CLS]"], NUMBERS["[SEP]"])


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("Harbor", {"TITLE"}),
        ("HARBOR", {"UPPER"}),
        ("harbor", {"LOWER"}),
        ("McPell", {"MIXED"}),
        ("iPell", {"MIXED"}),
        ("H", {"INITIAL"}),
        ("H.", {"INITIAL", "STOP"}),
        ("U.S.", {"UPPER", "STOP"}),
        ("O'Brien", {"MIXED", "APOSTROPHE"}),
        ("’s", {"LOWER", "APOSTROPHE"}),
        ("anti-war", {"LOWER", "HYPHEN"}),
        ("5", {"NO_LETTER", "DIGIT", "ALL_DIGITS"}),
        ("5.5", {"NO_LETTER", "DIGIT", "STOP"}),
        ("1990s", {"LOWER", "DIGIT"}),
        ("-", {"NO_LETTER"}),
        (".", {"NO_LETTER"}),
        ("--", {"NO_LETTER", "HYPHEN"}),
        ("李明", {"LOWER"}),
        ("", {"NO_LETTER"}),
    ],
)
def test_shapes(form: str, expected: set[str]) -> None:
    assert names(shape_bits(form)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("MAYOR QUITS IN HARBOR FEUD", {"SHOUTED"}),
        ("Mayor Quits Over Harbor Feud, Says Council", {"TITLED"}),
        ("mayor quits over harbor feud", {"LOWERED"}),
        ("The mayor of Port Arlen quit on Monday.", set()),
        ("Anna Bell", set()),
        ("anna", set()),
        ("1 2 3 !", set()),
        ("", set()),
    ],
)
def test_case_of_a_sentence(sentence: str, expected: set[str]) -> None:
    assert names(case_bits(sentence.split())) == expected


def test_first_and_last_pieces_are_marked() -> None:
    known = Vocabulary(PIECES)
    assert [names(bits) for bits in known("Unab").bits] == [
        {"TITLE", "FIRST_PIECE"},
        {"TITLE"},
        {"TITLE", "LAST_PIECE"},
    ]
    assert names(known("abc").bits[0]) == {"LOWER", "FIRST_PIECE", "LAST_PIECE"}


def test_each_bit_has_a_place_of_its_own() -> None:
    places = [bit for name, bit in vars(Bit).items() if name.isupper()]
    assert len(set(places)) == len(places)
    assert all(0 <= place < FEATURES for place in places)


@given(st.one_of(st.text(max_size=60), st.text("abcunhor-'’.éÉ50李 ", max_size=60)))
def test_every_word_has_a_piece_and_bits_for_each(form: str) -> None:
    known = Vocabulary(PIECES)
    found = known(form)
    assert found == known(form) == Vocabulary(PIECES)(form)
    assert len(found.ids) == len(found.bits) >= 1
    assert all(0 <= number < len(PIECES) for number in found.ids)
    assert all(bits < 1 << FEATURES for bits in found.bits)
    assert [bits >> Bit.FIRST_PIECE & 1 for bits in found.bits] == [1] + [0] * (len(found.bits) - 1)
    assert [bits >> Bit.LAST_PIECE & 1 for bits in found.bits] == [0] * (len(found.bits) - 1) + [1]


@given(st.text("abcunhor", min_size=1, max_size=40))
def test_pieces_spell_the_word_or_are_unknown(form: str) -> None:
    found = read(form)
    assert found == ["[UNK]"] or "".join(piece.removeprefix("##") for piece in found) == form


@given(st.text(max_size=30))
def test_a_shape_has_one_case_and_no_bit_of_another_sort(form: str) -> None:
    bits = shape_bits(form)
    cases = range(Bit.TITLE, Bit.NO_LETTER + 1)
    assert sum(bits >> case & 1 for case in cases) == 1
    assert all(bit in SHAPES for bit in range(FEATURES) if bits >> bit & 1)
