"""A code survives sloppy typing, and a real mistake is noticed and placed without looking anything up."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ev_scan.vault.codes import ALPHABET, ROOT_BITS, ResumeCode, new_code, parse_code
from ev_scan.vault.errors import MistypedCode

roots = st.integers(0, 2**ROOT_BITS - 1).map(lambda number: number.to_bytes(17, "big"))
codes = roots.map(ResumeCode)


def symbols_of(code: ResumeCode) -> list[str]:
    return list(str(code).replace("-", ""))


def noticed(symbols: list[str]) -> bool:
    try:
        parse_code("".join(symbols))
    except MistypedCode:
        return True
    return False


@given(codes)
def test_a_code_is_read_back(code: ResumeCode) -> None:
    assert parse_code(str(code)) == code


@given(codes)
def test_a_code_is_shown_as_seven_groups_of_four(code: ResumeCode) -> None:
    groups = str(code).split("-")
    assert [len(group) for group in groups] == [4] * 7
    assert set("".join(groups)) <= set(ALPHABET)


@given(
    codes,
    st.lists(
        st.sampled_from([" ", "-", "\u2013", "\u2212", "\u00a0", "\t", "\r\n", "\u200b", ""]), min_size=28, max_size=28
    ),
)
def test_case_spaces_and_any_dash_do_not_matter(code: ResumeCode, between: list[str]) -> None:
    typed = "".join(gap + symbol for gap, symbol in zip(between, symbols_of(code), strict=True))
    assert parse_code(typed.lower()) == code


@given(codes)
def test_look_alikes_are_read_as_digits(code: ResumeCode) -> None:
    assert parse_code(str(code).replace("0", "o").replace("1", "l")) == code
    assert parse_code(str(code).replace("0", "O").replace("1", "I")) == code


def test_full_width_characters_of_another_keyboard_are_read() -> None:
    code = new_code()
    assert parse_code("".join(chr(ord(sign) + 0xFEE0) for sign in str(code) if sign != "-")) == code


@settings(max_examples=10, deadline=None)
@given(codes)
def test_every_single_wrong_symbol_is_noticed_and_its_group_named(code: ResumeCode) -> None:
    right = symbols_of(code)
    for position, symbol in enumerate(right):
        for wrong in ALPHABET.replace(symbol, ""):
            with pytest.raises(MistypedCode) as caught:
                parse_code("".join([*right[:position], wrong, *right[position + 1 :]]))
            assert caught.value.group == position // 4 + 1


@settings(max_examples=10, deadline=None)
@given(codes)
def test_every_swap_is_noticed_and_never_blamed_on_a_wrong_group(code: ResumeCode) -> None:
    for first in range(28):
        for second in range(first + 1, 28):
            typed = symbols_of(code)
            typed[first], typed[second] = typed[second], typed[first]
            if typed == symbols_of(code):
                continue
            with pytest.raises(MistypedCode) as caught:
                parse_code("".join(typed))
            assert caught.value.group is None


@given(codes, st.data())
def test_any_two_wrong_symbols_are_noticed(code: ResumeCode, data: st.DataObject) -> None:
    typed = symbols_of(code)
    for position in data.draw(st.lists(st.integers(0, 27), min_size=2, max_size=2, unique=True)):
        typed[position] = data.draw(st.sampled_from(ALPHABET.replace(typed[position], "")))
    assert noticed(typed)


def test_all_of_twenty_thousand_random_doubles_are_noticed() -> None:
    chance = random.Random(20261121)  # noqa: S311 (repeatable)
    right = symbols_of(new_code())
    for _ in range(20_000):
        typed = list(right)
        for position in chance.sample(range(28), 2):
            typed[position] = chance.choice(ALPHABET.replace(typed[position], ""))
        assert noticed(typed)


def test_of_random_nonsense_about_one_in_1024_passes() -> None:
    chance = random.Random(20261121)  # noqa: S311 (repeatable)
    passed = sum(not noticed(chance.choices(ALPHABET, k=28)) for _ in range(20_480))
    assert 5 <= passed <= 40  # 20 expected


@given(codes, st.integers(1, 28))
def test_missing_symbols_are_counted(code: ResumeCode, missing: int) -> None:
    with pytest.raises(MistypedCode) as caught:
        parse_code("".join(symbols_of(code)[missing:]))
    assert (caught.value.group, caught.value.missing, caught.value.extra) == (None, missing, 0)


@given(codes, st.text(alphabet=ALPHABET, min_size=1, max_size=30))
def test_extra_symbols_are_counted(code: ResumeCode, extra: str) -> None:
    with pytest.raises(MistypedCode) as caught:
        parse_code(f"{code}{extra}")
    assert (caught.value.group, caught.value.missing, caught.value.extra) == (None, 0, len(extra))


@pytest.mark.parametrize("sign", ["U", "!", "*", "é", "/", "\U0001f512"])
def test_a_sign_that_no_code_has_is_placed(sign: str) -> None:
    typed = symbols_of(new_code())
    typed[9] = sign
    with pytest.raises(MistypedCode) as caught:
        parse_code("".join(typed))
    assert caught.value.group == 3


@given(st.text(max_size=100))
def test_any_text_is_a_code_or_mistyped(typed: str) -> None:
    assert noticed(list(typed)) or parse_code(typed)


def test_new_codes_differ() -> None:
    assert len({new_code().root for _ in range(1000)}) == 1000


@given(codes)
def test_the_lookup_is_stable_and_tells_nothing_of_the_root(code: ResumeCode) -> None:
    assert len(code.lookup) == 16
    assert parse_code(str(code)).lookup == code.lookup
    assert code.lookup not in code.root


def test_a_code_does_not_show_itself_unasked() -> None:
    code = new_code()
    for shown in (repr(code), repr([code]), f"{code!r}"):
        assert str(code) not in shown
        assert code.root.hex() not in shown
        assert repr(code.root) not in shown


def test_a_mistyped_code_is_not_in_the_message() -> None:
    typed = str(new_code())[:-1]
    with pytest.raises(MistypedCode) as caught:
        parse_code(typed)
    assert typed[:4] not in str(caught.value)


@pytest.mark.parametrize("root", [b"", bytes(16), bytes(18), b"\x04" + bytes(16)])
def test_what_is_not_130_bits_is_no_root(root: bytes) -> None:
    with pytest.raises(ValueError, match="130 bits"):
        ResumeCode(root)
