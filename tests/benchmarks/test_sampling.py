"""What is told of a run is what it did: the shares of its parts, and nothing of what is not asked about."""

import time

from benchmarks.sampling import REST, Sampler


def _long() -> None:
    time.sleep(0.6)


def _short() -> None:
    time.sleep(0.2)


PLACES = {f"{__name__}._long": "the long part", f"{__name__}._short": "the short part"}


def test_the_longer_part_is_told_first() -> None:
    sampler = Sampler(PLACES)
    sampler.look_on(lambda: (_short(), _long()))
    assert list(dict(sampler.counts.most_common(2))) == ["the long part", "the short part"]
    assert sampler.told().startswith("the long part ")


def test_what_is_not_asked_about_is_not_counted() -> None:
    sampler = Sampler(PLACES)

    def work() -> None:
        _short()
        sampler.is_about = False
        _long()

    sampler.look_on(work)
    assert sampler.counts["the long part"] <= 1 < sampler.counts["the short part"]


def test_what_no_place_is_known_of_is_the_rest() -> None:
    sampler = Sampler({})
    sampler.look_on(_short)
    assert set(sampler.counts) == {REST}
