"""Licences by the ids that catalogues know. Which source stands under which is said by the source."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Licence:
    """A licence as catalogues of data name it; `spdx` is its id in SPDX's list, if it has one."""

    name: str
    path: str
    title: str
    words: str
    spdx: str | None


KNOWN = (
    Licence("CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/",
            "Creative Commons Attribution Share-Alike 4.0", "cc by-sa 4.0", "CC-BY-SA-4.0"),
    Licence("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/",
            "Creative Commons Attribution 4.0", "cc by 4.0", "CC-BY-4.0"),
    Licence("MIT", "https://opensource.org/license/mit", "MIT License", "mit", "MIT"),
    Licence("other-pd", "https://www.copyright.gov/title17/92chap1.html#105",
            "Public domain: a work of the United States government (17 U.S.C. 105)",
            "public domain", None),
)


def named(text: str) -> list[Licence]:
    """The licences that a source's words name; `CC BY 4.0 (data), MIT (repository)` names two."""
    said = text.casefold()
    return [licence for licence in KNOWN if licence.words in said]


def of_all(texts: list[str]) -> list[Licence]:
    """The licences of several sources, each once."""
    return [licence for licence in KNOWN if any(licence in named(text) for text in texts)]
