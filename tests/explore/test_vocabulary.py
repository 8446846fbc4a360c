from hypothesis import given, strategies as st

from newsgraph.explore.vocabulary import coded, codes, vocabulary


def read(content: bytes, words: list[str]) -> list[str]:
    """Return what coded sentences tell, as the format's page says."""
    sentences, text, rest = [], "", iter(content)
    for byte in rest:
        if byte < 0x80:
            text += chr(byte)
        elif byte == 0xFF:
            sentences.append(text)
            text = ""
        elif byte == 0xFE:
            text += chr(int.from_bytes([next(rest), next(rest), next(rest)], "little"))
        elif byte < 0xBC:
            text += words[byte - 0x80]
        elif byte < 0xF8:
            text += words[60 + (byte - 0xBC) * 128 + next(rest) - 0x80]
        else:
            high, middle, low = byte - 0xF8, next(rest) - 0x80, next(rest) - 0x80
            text += words[60 + 60 * 128 + (high * 128 + middle) * 128 + low]
    assert text == ""
    return sentences


@given(st.lists(st.text(max_size=30) | st.text("ab éß", max_size=60), max_size=12), st.integers(1, 4))
def test_sentences_come_back_as_they_were(sentences: list[str], times: int) -> None:
    words = vocabulary(sentences * times)
    assert read(coded(sentences, codes(words)), list(words)) == sentences


def test_codes_of_all_lengths_differ_and_none_begins_another() -> None:
    words = [str(number) for number in range(60 + 60 * 128 + 6 * 128 * 128)]
    known = codes(words)
    assert [len(known[words[n]]) for n in (0, 59, 60, 60 + 7679, 60 + 7680, len(words) - 1)] == [1, 1, 2, 2, 3, 3]
    assert known[words[-1]] == b"\xfd\xff\xff"
    assert len(set(known.values())) == len(words)
    assert read(b"".join(known.values()) + b"\xff", words) == ["".join(words)]


def test_only_what_comes_often_is_numbered_the_most_frequent_first() -> None:
    told = ["The port is shut.", "The port is open – the port!", "The quay – is it? – rare rare"]
    assert vocabulary(told) == (" is", " port", "The", "–")
    assert vocabulary([]) == ()
    assert vocabulary(reversed(told)) == vocabulary(told)


def test_a_known_sentence_takes_few_bytes() -> None:
    known = codes(vocabulary(["Harbour talks open again."] * 3))
    assert len(coded(["Harbour talks open again."], known)) == 6
