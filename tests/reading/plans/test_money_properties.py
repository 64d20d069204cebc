"""A known amount written in any notation is read back; and what is added to a text never changes it silently."""

from decimal import Decimal

from babel.numbers import format_decimal
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from actions.models import Cost
from reading.plans.money import read_money
from tests.choosing import examples

Kind, Per = Cost.Kind, Cost.Per
amounts = st.integers(0, 999_999_999).filter(lambda euros: not 2010 <= euros <= 2049).map(Decimal)
cents = st.integers(1, 99)


def dutch(amount):
    """The Dutch way, by a library that is not ours: 1.234.567,5."""
    return format_decimal(amount, locale="nl_NL")


@st.composite
def written(draw, euros):
    """A whole amount in any notation."""
    plain, dotted = f"{euros:f}", dutch(euros)
    forms = [
        f"{dotted} euro",
        f"€ {dotted}",
        f"€{dotted}",
        f"EUR {dotted}",
        f"€ {dotted},-",
        f"{dotted},00 euro",
        f"{plain} euro",
        f"€ {plain}",
        dotted,
        plain,
    ]
    if euros and euros % 1000 == 0:
        forms += [f"{euros // 1000}k", f"€ {euros // 1000} K"] if euros < 1_000_000 else []
        forms += [f"{euros // 1000} duizend euro"] if euros < 1_000_000 else []
    if euros and euros % 100_000 == 0:
        forms += [f"{dutch(euros / 1_000_000)} mln", f"€ {dutch(euros / 1_000_000)} miljoen"]
    return draw(st.sampled_from(forms)).replace(" ", draw(st.sampled_from([" ", "\u00a0"])))


whole = st.one_of(
    amounts,
    st.integers(1, 999).map(lambda k: Decimal(k) * 1000),
    st.integers(1, 999).map(lambda t: Decimal(t) * 100_000),
)


@given(st.data(), whole)
@settings(deadline=None)
def test_an_amount(data, euros):
    money = read_money(data.draw(written(euros)))
    assert (money.kind, money.amount, money.max, money.per, money.problems) == (
        Kind.AMOUNT,
        euros,
        None,
        Per.UNSTATED,
        (),
    )


@given(amounts, cents)
@settings(deadline=None)
def test_an_amount_with_cents(euros, hundredths):
    amount = euros + Decimal(hundredths) / 100
    assert read_money(f"€ {dutch(euros)},{hundredths:02}").amount == amount
    assert read_money("", amount).amount == amount


@given(
    st.data(),
    whole,
    st.sampled_from(
        [
            ("{} per jaar", Per.YEAR),
            ("jaarlijks {}", Per.YEAR),
            ("{} eenmalig", Per.ONCE),
            ("{}, structureel", Per.YEAR),
        ]
    ),
    st.booleans(),
    st.sampled_from([None, "DUVO", "Subsidie projectenpool", "Wmo"]),
)
@settings(deadline=None)
def test_an_amount_with_what_goes_with_it(data, euros, per, about, source):
    text = per[0].format(data.draw(written(euros)))
    text = f"{'ca. ' if about else ''}{text}{f' (uit {source})' if source else ''}"
    money = read_money(text)
    assert (money.amount, money.per, money.approximate, money.funding, money.problems) == (
        euros,
        per[1],
        about,
        source,
        (),
    )


@given(st.data(), whole, whole, st.sampled_from([" - ", "-", " – ", " tot ", " t/m "]))
@settings(deadline=None)
def test_a_range(data, low, high, dash):
    assume(low < high)
    first, last = data.draw(written(low)), data.draw(written(high))
    shared = last.lower().replace("\xa0", " ").endswith(("k", "mln", "miljoen", "duizend euro"))
    assume(not shared or first.lower().endswith(("k", "euro", "mln", "miljoen")))  # "15-25K": both are thousands
    assume(" " in dash or ("," not in first and not first.endswith("-")))
    money = read_money(f"{first}{dash}{last}")
    assert (money.amount, money.max, money.problems) == (low, high, ())


words = st.text(st.characters(categories=["Ll"], max_codepoint=0x24F), min_size=2, max_size=12)
numbers = st.integers(0, 99_999).map(str)


@given(st.data(), st.integers(1, 999_999).map(Decimal), st.one_of(words, numbers), st.booleans())
@settings(deadline=None, max_examples=examples(500))
def test_what_is_added_never_changes_an_amount_silently(data, euros, extra, before):
    assume(before or not (len(extra) == 3 and extra.isdigit()))  # "€ 1 100" is eleven hundred
    text = f"€ {dutch(euros)}"
    money = read_money(f"{extra} {text}" if before else f"{text} {extra}")
    if money.understood and not money.problems and extra not in ("mln", "ton", "mio", "mld"):
        assert (money.kind, money.amount) == (Kind.AMOUNT, euros)


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=examples(300))
def test_any_text_is_read_or_reported(text):
    money = read_money(text)
    assert money.understood or money.problems
    assert (money.amount is None) or money.amount >= 0
