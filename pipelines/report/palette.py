"""Colours by name, for light and dark pages; the page and the pictures read them from here.

Lines differ in hue and in lightness (after Okabe and Ito), so that colour-blind readers and grey
printers tell them apart; each is at least 4.5 times as light or dark as its page, so that labels may
carry the colour of their line.
"""

from __future__ import annotations

LIGHT = {
    "page": "#ffffff", "panel": "#f6f7f9", "ink": "#1b1f24", "soft": "#57606a", "grid": "#e4e7eb",
    "rule": "#8c959f", "link": "#0b5cad",
    "blue": "#0b5cad", "red": "#b5401b", "green": "#0f7b5f", "purple": "#8b3f87", "gold": "#8a6100",
    "grey": "#5f6770",
    "free": "#2f80b8", "excepted": "#9fcbe6", "maybe": "#f2c463", "unclear": "#e79a4b",
    "denied": "#b5401b", "unknown": "#c3c8ce",
    "good": "#0f7b5f", "bad": "#b5401b", "mixed": "#8a6100", "open": "#6b737c",
}
DARK = {
    "page": "#14181d", "panel": "#1c2127", "ink": "#e9edf1", "soft": "#a5afba", "grid": "#2c333b",
    "rule": "#78828d", "link": "#7dbcff",
    "blue": "#6cb3f5", "red": "#ff9166", "green": "#4fcba5", "purple": "#dc95d8", "gold": "#e0b04c",
    "grey": "#98a2ad",
    "free": "#5aa9e0", "excepted": "#2f5f80", "maybe": "#c79a3a", "unclear": "#b06a22",
    "denied": "#e0643a", "unknown": "#4a525b",
    "good": "#4fcba5", "bad": "#ff9166", "mixed": "#e0b04c", "open": "#98a2ad",
}


def tone(name: str) -> str:
    """A colour as drawings name it: the page decides what it is."""
    return f"var(--{name})"


def style(colours: dict[str, str]) -> str:
    """The colours as properties of a style sheet."""
    return " ".join(f"--{name}: {value};" for name, value in colours.items())


def sheet() -> str:
    """The style sheet of the colours: light, and dark on a screen whose reader prefers that."""
    return (f":root {{ color-scheme: light dark; {style(LIGHT)} }}\n"
            f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {style(DARK)} }} }}\n")
