"""Control parameters as the law's text states them: term, operator, number and unit.

Which paragraph is read, and what its parameters are held against, does not belong here; see
conform/rules/rule_threshold_evidence.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

NUMBER = (r"(?P<{0}>10\s?\^\s?\d+|10 \d\d(?= or more| ')|ten(?= percent)"
          r"|\d(?:[\d,]*\d)?(?:\.\d+)?(?:\s?[\u00d7x]\s?10\s?\^?\s?\d\d(?!\d))?)(?![\d^])")
UNIT_WORDS = {
    "gb_per_s_per_mm2": r"gigabytes per second per square millimeter|GB/s/mm\s?\^?\s?2",
    "gb_per_s": r"Gbytes?/s|GB/s|gigabytes per second(?! per)",
    "tpp": r"TPP\b",
    "count": r"transistors\b",
    "share": r"percent\b|%",
}
SCALES = {"billion": 10**9, "million": 10**6, "thousand": 10**3}
UNIT = "|".join(f"(?:{words})" for words in UNIT_WORDS.values())
AMOUNT = (r"(?>" + NUMBER + r"(?P<{1}>\s(?:billion|million|thousand))?"
          r"(?:\s?(?P<{2}>" + UNIT + r"))?)")
"""Atomic, so that no shorter reading of a number or unit is tried when what follows differs."""

COMPARISONS = (
    (">=", r"{amount}\s(?:or more|or greater|or above|or higher)\b"),
    ("<=", r"{amount}\s(?:or less|or fewer)\b"),
    ("<", r"\b(?:less than|below|fewer than|under)\s(?:\([ivx]+\)\s)?{amount}"),
    ("<=", r"\b(?:up to|may not exceed|not exceeding|at most|maximum allowable)\s"
           r"(?:a per-country allocation of\s)?{amount}"),
    (">", r"\b(?:greater than|more than|exceeds|exceeding|above)\s{amount}"),
    (">=", r"\bat least\s{amount}"),
    ("same", r"\bor \([ivx]+\)\s{amount}"),
    ("=", r"\sof\s{amount}(?!,?\d|\s(?:or more|or greater|or above|or higher|or less|or fewer)\b)"),
)
COMPARISON = re.compile("|".join(
    f"(?P<c{n}>{pattern.format(amount=AMOUNT.format(f'n{n}', f's{n}', f'u{n}'))})"
    for n, (_, pattern) in enumerate(COMPARISONS)
))

TERM_UNITS = {
    "bit length per operation multiplied by processing performance measured in TOPS": "tpp",
    "processing performance measured in TOPS multiplied by 8": "tpp",
    "calculations according to 3A090.a.1, 3A090.a.2, and 3A090.a.3": "tpp",
    "aggregate bidirectional transfer rate": "gb_per_s",
    "aggregated approximated transistor count": "count",
    "cumulative total processing performance": "tpp",
    "total processing performance": "tpp",
    "performance density": "tpp_per_mm2",
    "memory bandwidth density": "gb_per_s_per_mm2",
    "total DRAM bandwidth": "gb_per_s",
    "per-country allocation": "tpp",
    "TPP allocations": "share",
    "cumulative TPP": "tpp",
    "aggregate TPP": "tpp",
    "operations": "flop",
    "TPP": "tpp",
}
"""The terms of art that rules have used, and the unit each has where the text prints none."""

KNOWN = "|".join(re.escape(term) for term in sorted(TERM_UNITS, key=len, reverse=True))
SINGLE, DOUBLE = r"'\u2018\u2019`", r"\u201c\u201d"
TERM = re.compile(
    rf"[{SINGLE}](?P<single>[^{SINGLE}]{{3,60}}?)[,.]?[{SINGLE}]"
    rf"|[{DOUBLE}](?P<double>{KNOWN}),?[{DOUBLE}]|(?P<bare>(?:{KNOWN}))\b(?!')"
)
"""The regulations quote their own terms of art once, and terms defined elsewhere twice."""
FOLLOWING = re.compile(r"\s(?:of the\s)?(?:additional\s)?(?:training\s)?$")
SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z('\u201c])")
NEGATED = re.compile(r"\b(?:do|does|did) not have an?\s$")
OPPOSITE = {">=": "<", "<": ">=", ">": "<=", "<=": ">", "=": "="}
NUMBER_ENDS = re.compile(
    r"\s*(?:$|[,;:.)'\u201c\u2018]"
    r"|(?:and|or|of|in|when|for|if|see|per|to|as|on|by|with|is)\b)"
)
"""What may stand behind a number without unit; before any other word it counts something else."""
BESIDE = ("", "of", "(TPP)", "(TPP) of")
LIMIT = re.compile(r"\b(?P<verb>meets or exceeds|exceeds) the (?P<term>limits? in "
                   r"(?P<reference>\d[A-E]\d{3}\.[a-z](?:\.\d+)?))")


@dataclass(frozen=True, order=True)
class Parameter:
    """One control parameter; a limit set by another paragraph has its locator and no number."""

    term: str
    operator: str
    value: float | None
    unit: str
    reference_locator: str | None = None

    def __str__(self) -> str:
        """The tuple as a reader of a failing check sees it."""
        if self.value is None:
            return f"{self.term} {self.operator} {self.reference_locator}"
        return f"{self.term} {self.operator} {self.value:.15g} {self.unit}"


@dataclass(frozen=True)
class _Term:
    """One mention of a term of art."""

    name: str
    start: int
    end: int


def parameters(text: str) -> list[Parameter]:
    """Every control parameter that a paragraph states, in the order of the text."""
    found = [(m.start(), _limit(m)) for m in LIMIT.finditer(text)]
    found += [(start, p) for sentence, offset in _sentences(text)
              for start, p in _of_sentence(sentence, offset)]
    return [parameter for _, parameter in sorted(found, key=lambda pair: pair[0])]


def _limit(match: re.Match[str]) -> Parameter:
    operator = ">" if match["verb"] == "exceeds" else ">="
    return Parameter(match["term"], operator, None, "reference", match["reference"])


def _sentences(text: str) -> Iterator[tuple[str, int]]:
    """A number belongs to a term of its own sentence only."""
    start = 0
    for end in SENTENCE_END.finditer(text):
        yield text[start:end.start() + 1], start
        start = end.end()
    yield text[start:], start


def _of_sentence(sentence: str, offset: int) -> Iterator[tuple[int, Parameter]]:
    terms = [_Term(_name(m), m.start(), m.end()) for m in TERM.finditer(sentence)]
    operator = ""
    for match in COMPARISON.finditer(sentence):
        number = next(n for n in range(len(COMPARISONS)) if match[f"c{n}"])
        operator = COMPARISONS[number][0] if COMPARISONS[number][0] != "same" else operator
        parameter = _parameter(sentence, match, number, operator, terms)
        if parameter:
            yield offset + match.start(), parameter


def _name(match: re.Match[str]) -> str:
    return str(match["single"] or match["double"] or match["bare"]).strip().rstrip(",.")


def _parameter(
    sentence: str, match: re.Match[str], number: int, operator: str, terms: list[_Term]
) -> Parameter | None:
    """The parameter of one comparison, or None where it speaks of days, notes or units shipped."""
    term, printed = _term_of(sentence, match, operator, terms), _unit(match[f"u{number}"])
    unit = printed or (TERM_UNITS.get(term.name, "") if term else "")
    is_bare = NUMBER_ENDS.match(sentence, match.end()) or _follows(sentence, match.end(), term)
    if not operator or not (printed or (term and is_bare)):
        return None
    if term is None and (operator == "=" or unit == "share"):
        return None
    if term and NEGATED.search(sentence[:term.start]):
        operator = OPPOSITE[operator]
    value = _value(match[f"n{number}"], match[f"s{number}"], unit)
    return Parameter(term.name if term else "", operator, value, unit)


def _unit(printed: str | None) -> str:
    return next((unit for unit, words in UNIT_WORDS.items()
                 if printed and re.fullmatch(words, printed)), "")


def _term_of(
    sentence: str, match: re.Match[str], operator: str, terms: list[_Term]
) -> _Term | None:
    """The term right behind or within the comparison, else the last one before it.

    A term we do not know counts only right beside its number, and so does `of N`.
    """
    behind = [t for t in terms if _follows(sentence, match.end(), t)]
    within = [t for t in terms if match.start() < t.start < match.end()]
    before = [t for t in terms if t.end <= match.start()
              and (t.name in TERM_UNITS or sentence[t.end:match.start()].strip() in BESIDE)]
    if operator == "=":
        beside = [t for t in before[-2:] if sentence[t.end:match.start()].strip() in BESIDE]
        return beside[0] if beside else None
    return next(iter(behind + within + before[:-2:-1]), None)


def _follows(sentence: str, end: int, term: _Term | None) -> bool:
    return bool(term and term.start >= end and FOLLOWING.fullmatch(sentence[end:term.start]))


def _value(number: str, scale: str | None, unit: str) -> float:
    text = "10" if number == "ten" else re.sub(r"\s", " ", number)
    factor, _, power = text.replace("\u00d7", "x").partition("x")
    if power or re.match(r"10\s?\^|10 \d\d$", text):
        base = Decimal(factor.replace(",", "").strip()) if power else Decimal(1)
        exponent = re.sub(r"^10\s?\^?\s?", "", (power or text).strip())
        amount = base * Decimal(10) ** int(exponent)
    else:
        amount = Decimal(text.replace(",", ""))
    amount *= SCALES.get((scale or "").strip(), 1)
    return float(amount / 100 if unit == "share" else amount)
