"""Shrunken shares against a published analysis and a sum made another way."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import integrate, special, stats

from mentornett.statistics.proportions import CountError
from mentornett.statistics.shrinkage import shrink

# Tarone 1982, in Gelman et al., Bayesian Data Analysis, table 5.1: rats with tumours
TUMOURS = [0] * 14 + [1] * 8 + [2] * 9 + [1, 5, 2, 5, 3, 2, 7, 7, 3, 3, 2, 9, 10, *[4] * 7, 10, 4, 4, 4, 5, 11, 12,
                                          5, 5, 6, 5, 6, 6, 6, 6, 16, 15, 15, 9, 4]  # fmt: skip
RATS = [*[20] * 7, *[19] * 4, 18, 18, 17, *[20] * 4, 19, 19, 18, 18, 25, 24, 23, *[20] * 6, 10, 49, 19, 46, 27, 17, 49,
        47, 20, 20, 13, 48, 50, *[20] * 7, 48, 19, 19, 19, 22, 46, 49, 20, 20, 23, 19, 22, 20, 20, 20, 52, 46, 47, 24,
        14]  # fmt: skip


def test_published_rats() -> None:
    """The book has a beta distribution of about (2.4, 14.3) in common: mean 0.144, size 16.7."""
    found = shrink(TUMOURS, RATS)
    assert len(found.mean) == 71
    assert found.common == pytest.approx(2.4 / 16.7, abs=0.005)
    assert found.alike == pytest.approx(16.7, abs=4)
    none, half = int(np.argmin(found.mean)), int(np.argmax(found.mean))
    assert (TUMOURS[none], RATS[none]) == (0, 20)
    assert 0.05 < found.mean[none] < 0.08
    assert (TUMOURS[half], RATS[half]) == (9, 24)
    assert 0.27 < found.mean[half] < 0.32


def test_as_a_sum_made_another_way() -> None:
    """Two units, 2 of 2 and 3 of 9, by adaptive integration over mean and correlation."""
    units = [(2, 2), (3, 9)]

    def likelihood(mean: float, within: float) -> float:
        size = 1 / within - 1
        a, b = mean * size, (1 - mean) * size
        return float(np.exp(sum(special.betaln(a + y, b + n - y) - special.betaln(a, b) for y, n in units)))

    def expected(value: object) -> float:
        return float(integrate.dblquad(lambda w, m: likelihood(m, w) * value(m, w), 0, 1, 1e-9, 1 - 1e-9)[0])  # type: ignore[operator]

    whole = expected(lambda _m, _w: 1)

    def below(share: float, y: int, n: int) -> float:
        def beneath(mean: float, within: float) -> float:
            size = 1 / within - 1
            return float(stats.beta.cdf(share, mean * size + y, (1 - mean) * size + n - y))

        return expected(beneath) / whole

    found = shrink(*zip(*units, strict=True))
    mean = expected(lambda m, w: (m * (1 / w - 1) + 2) / (1 / w - 1 + 2)) / whole
    assert found.mean[0] == pytest.approx(mean, abs=2e-4)
    assert found.correlation == pytest.approx(expected(lambda _m, w: w) / whole, abs=1e-3)


def test_interval_of_one_large_unit_is_its_own() -> None:
    found = shrink([300, 1], [1000, 2])
    assert found.low[0] == pytest.approx(stats.beta.ppf(0.025, 301, 701), abs=0.003)
    assert found.high[0] == pytest.approx(stats.beta.ppf(0.975, 301, 701), abs=0.003)


def test_two_of_two_is_drawn_towards_the_others() -> None:
    found = shrink([2, 12, 9, 11, 10, 13, 8], [2, 20, 20, 20, 20, 20, 20])
    assert 0.5 < found.mean[0] < 0.7
    assert found.mean[0] > found.common
    assert found.low[0] < found.mean[0] < found.high[0] < 1


def test_a_unit_with_nobody_gets_what_the_others_tell() -> None:
    found = shrink([0, 12, 9, 11], [0, 20, 20, 20])
    assert found.mean[0] == pytest.approx(found.common)
    assert found.high[0] - found.low[0] > found.high[1] - found.low[1]


@pytest.mark.parametrize("units", [[(2, 2), (0, 5), (0, 0), (7, 12)], [(0, 3), (0, 1)]])
def test_shrunken_shares_lie_in_order_inside_their_interval(units: list[tuple[int, int]]) -> None:
    count, of = zip(*units, strict=True)
    found = shrink(count, of)
    assert ((found.low < found.mean) & (found.mean < found.high)).all()
    turned = shrink(np.array(of) - np.array(count), of)
    assert turned.mean == pytest.approx(1 - found.mean, abs=1e-6)
    again = shrink(count[::-1], of[::-1])
    assert again.mean[::-1] == pytest.approx(found.mean)


@pytest.mark.parametrize(
    ("count", "of"), [([], []), ([1], [1, 2]), ([3], [2]), ([-1], [2]), ([0.5], [2]), ([np.nan], [2])]
)
def test_counts_that_cannot_be(count: list[float], of: list[float]) -> None:
    with pytest.raises(CountError):
        shrink(count, of)
