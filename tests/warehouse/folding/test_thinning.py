"""A text of law that only loses passages is held: an amendment says something new, a slip does not."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from pipelines.sources.ecfr.source import SOURCES
from tests.support.ecfr_samples import CONTROLLED, HEADING, ITEMS, control_list, entry, section
from tests.support.folding import World, at
from warehouse.storage.snapshots import Sighting

CONTROL_LIST = next(s for s in SOURCES if s.source_id == "ecfr_part774")
POLICY = next(s for s in SOURCES if s.source_id == "ecfr_part742")
WHOLE = control_list(entry())
LOST = {
    "an item": entry(ITEMS.replace("<P>a.1. A 'total processing performance' of 4800 or more; "
                                   "<I>or</I></P>\n", "")),
    "the last item": entry(ITEMS.replace("\n<P>b. [Reserved]</P>", "")),
    "part of a note": entry(ITEMS.replace("<P><I>(1) Below it.</I></P><P><I>(i) Deeper.</I></P>", "")),
    "the end of a paragraph": entry(ITEMS.replace("of 4800 or more; <I>or</I>", "of")),
    "the middle of a paragraph": entry(ITEMS.replace("ssing performance' of 48", "")),
    "a digit": entry(ITEMS.replace("4800", "480")),
    "the end of a paragraph and what follows": entry(
        ITEMS.partition("<NOTE>")[0].replace("of 4800 or more; <I>or</I>", "of 48")),
}
AMENDED = {
    "a number": entry(ITEMS.replace("\n<P>b. [Reserved]</P>", "").replace("4800", "7800")),
    "fewer words": entry(ITEMS.replace(" 'total processing performance' of", "")),
}
CITED = '<P>(a) First.</P><P>(b) Second.</P><CITA TYPE="N">[61 FR 12786, Mar. 25, 1996]</CITA>'


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path, CONTROL_LIST)


def take(world: World, *files: bytes) -> list[Sighting]:
    return [world.see(at(day), data) for day, data in enumerate(files, start=1)]


@pytest.mark.parametrize("lost", LOST)
def test_a_capture_that_only_loses_passages_is_held_and_says_which(
    world: World, lost: str
) -> None:
    take(world, WHOLE, control_list(LOST[lost]))
    last = world.belief().outcomes[-1]
    assert last.status == "held"
    assert "3A090 and puts nothing in" in last.message


@pytest.mark.parametrize("amended", AMENDED)
def test_an_amendment_is_believed_at_once(world: World, amended: str) -> None:
    take(world, WHOLE, control_list(AMENDED[amended]))
    assert world.statuses() == ["folded", "folded"]


def test_parts_that_a_capture_is_known_to_lack_are_no_loss(world: World) -> None:
    """However many there are: it says nothing of them, and what else it drops is counted by itself."""
    bare = HEADING + CONTROLLED
    take(world, WHOLE, control_list(bare + ITEMS), control_list(bare + "<P>a. Integrated circuits.</P>"))
    kept, cut = world.belief().outcomes[1:]
    assert (kept.status, kept.message) == ("folded", "")
    assert (cut.status, "drops" in cut.message) == ("held", True)


def test_one_of_two_passages_alike_is_missed(world: World) -> None:
    """Two items begin with the same words; one of them is no word of the other."""
    both = entry(ITEMS + "\n<P>c. [Reserved]</P>")
    take(world, control_list(both), control_list(entry()))
    last = world.belief().outcomes[-1]
    assert (last.status, "takes 3A090." in last.message) == ("held", True)


def test_a_loss_is_believed_once_a_second_file_has_it_too_or_a_person_accepts_it(
    world: World,
) -> None:
    shorter = control_list(LOST["an item"])
    _, held = take(world, WHOLE, shorter)
    world.see(at(3), shorter + b"\n")
    assert world.statuses() == ["folded", "held", "folded"]
    world.accept(held)
    assert world.statuses()[1] == "folded"


def test_another_loss_does_not_confirm_a_held_one(world: World) -> None:
    take(world, WHOLE, control_list(LOST["an item"]), control_list(LOST["part of a note"]))
    assert world.statuses() == ["folded", "held", "held"]


def test_a_file_is_held_against_the_last_that_spoke_of_the_same_text(world: World) -> None:
    other = control_list("<FP-2><B>4A090 Computers.</B></FP-2><P>a. Some computers.</P>")
    take(world, WHOLE, other, control_list(LOST["an item"]))
    assert world.statuses() == ["folded", "folded", "held"]


def test_a_whole_part_that_lacks_a_section_is_held(tmp_path: Path) -> None:
    world = World(tmp_path, POLICY)
    auth = "<AUTH><PSPACE>50 U.S.C. 4801.</PSPACE></AUTH>"
    both = section(CITED).replace(b"</DIV5>", (
        f'<DIV8 N="742.7" TYPE="SECTION"><HEAD>Crime.</HEAD>{CITED}</DIV8></DIV5>').encode())
    one, two = (data.replace(b"<DIV8", f"{auth}<DIV8".encode(), 1) for data in (section(CITED), both))
    take(world, two, one)
    last = world.belief().outcomes[-1]
    assert (last.status, "742.7" in last.message) == ("held", True)


@pytest.mark.soak
def test_of_twelve_paragraphs_dropped_from_the_real_list_none_is_missed(
    shared_data: Path, tmp_path: Path
) -> None:
    """Only paragraphs of entries whose part is held count: of an entry that lacks it nothing follows."""
    (path,) = shared_data.glob("ecfr_part774/*__2026-09-01.xml")
    data = path.read_bytes()
    spots = list(re.finditer(rb"<P>[a-z]\.\d+\. [^<]{40,}</P>", data))
    chosen = random.Random(11).sample(spots, 12)
    for n, spot in enumerate(chosen):
        world = World(tmp_path / str(n), CONTROL_LIST)
        take(world, data, data[:spot.start()] + data[spot.end():])
        assert world.statuses() == ["folded", "held"], spot[0]
