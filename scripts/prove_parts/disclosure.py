"""The gate of figures: how often a small number can be worked out from what is shown, without it and with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from mentornett.statistics.arrays import Flags
from mentornett.statistics.disclosure.figures import Figures, State, join
from mentornett.statistics.disclosure.gate import Decision, decide
from mentornett.statistics.disclosure.lattice import Dimension, lattice
from prove_parts.attack import closely, follows
from prove_parts.section import Promise, Section, percent

SEED = 2025
MONTHS = 24
Hide = Callable[[Figures], Flags]


@dataclass(slots=True)
class Tally:
    """What came out over many publications."""

    published: int = 0
    exact: int = 0
    close: int = 0
    offered: int = 0
    hidden: int = 0
    looked: int = 0

    def row(self, name: str) -> tuple[str, ...]:
        """Return the tally as a row of the table."""
        close = percent(self.close / self.looked) if self.looked else "not looked"
        shown = percent(1 - self.hidden / self.offered)
        return (name, f"{self.published:,}", percent(self.exact / self.published), close, shown)


def prove(short: bool) -> Section:
    """Publish random tables and series of releases in several ways, and attack each."""
    many, look, series = (4, 1, 1) if short else (1000, 100, 50)
    rows = {
        "Table, small ones hidden": _tables(_table, _small_only, many, look),
        "Table, two hidden in each line": _tables(_table, _two_in_each_line, many, look),
        "Table, the gate": _tables(_table, _gate, many, look),
        "Two linked tables, each through the gate": _tables(_linked, _gate_apart, many // 4, 0),
        "Two linked tables, the gate": _tables(_linked, _gate, many // 4, look // 2),
        "Cumulative, monthly, small ones hidden": _releases(_cumulative, series, gate=False),
        "Cumulative, monthly, the gate": _releases(_cumulative, series, gate=True),
        "Last 12 months, monthly, small ones hidden": _releases(_rolling, series, gate=False),
        "Last 12 months, monthly, the gate": _releases(_rolling, series, gate=True),
        "Half-years, the gate": _half_years(series),
    }
    gates = [tally for name, tally in rows.items() if name.endswith(", the gate")]
    return Section(
        "The gate of figures",
        "Invented counts of people by unit and group, with totals, and of events by month; 1 to 4 may not be shown. "
        "The attack reads everything published, earlier releases too. It is other arithmetic than the gate's: the null "
        "space of all sums for what follows exactly, integer programs for what is known within five (on some of the "
        "tables). A publication counts when one hidden number at least is found; in series, when a month of 1 to 4 is.",
        ("What is published", "Publications", "A hidden one follows", "Known too closely", "Cells shown"),
        tuple(tally.row(name) for name, tally in rows.items()),
        (
            Promise("Behind the gate no hidden number follows.", not any(tally.exact for tally in gates)),
            Promise("Behind the gate none is known too closely.", not any(tally.close for tally in gates)),
        ),
    )


def _tables(draw: Callable[[np.random.Generator], list[Figures]], hide: Hide, many: int, look: int) -> Tally:
    """Publish so many tables; look at the first ones by integer programs too."""
    random = np.random.default_rng(SEED)
    tally = Tally()
    for number in range(many):
        figures = join(draw(random))
        hidden = hide(figures)
        tally.published += 1
        tally.exact += bool(follows(figures, hidden).any())
        tally.offered += len(figures.cells)
        tally.hidden += int(hidden.sum())
        if number < look:
            tally.looked += 1
            tally.close += bool(closely(figures, hidden, hidden).any())
    return tally


def _counts(random: np.random.Generator, units: int, groups: int) -> np.ndarray:
    """Invent people in units of very different size."""
    sizes = random.gamma(1.2, 20, (units, 1)) * random.dirichlet(np.full(groups, 1.5), units)
    return random.poisson(sizes)


def _by(random: np.random.Generator, counts: np.ndarray, group: str) -> Figures:
    units, groups = counts.shape
    return lattice(
        [
            Dimension("unit", tuple(f"u{at}" for at in range(units))),
            Dimension(group, tuple(f"{group}{at}" for at in range(groups))),
        ],
        counts,
    )


def _table(random: np.random.Generator) -> list[Figures]:
    counts = _counts(random, int(random.integers(3, 13)), int(random.integers(2, 6)))
    return [_by(random, counts, "group")]


def _linked(random: np.random.Generator) -> list[Figures]:
    """The same people by group and by tenure: the totals of the units stand in both tables."""
    counts = _counts(random, int(random.integers(3, 9)), 3)
    tenure = np.array([random.multinomial(size, [0.3, 0.5, 0.2]) for size in counts.sum(axis=1)])
    return [_by(random, counts, "group"), _by(random, tenure, "tenure")]


def _small_only(figures: Figures) -> Flags:
    return figures.small.copy()


def _two_in_each_line(figures: Figures) -> Flags:
    """The usual practice: where one alone is hidden in a line, the smallest other part as well."""
    hidden = figures.small.copy()
    for line in figures.matrix:
        parts = np.flatnonzero(line > 0)
        if hidden[parts].sum() == 1:
            others = parts[~hidden[parts]]
            hidden[others[np.argsort(figures.counts[others], kind="stable")[:1]]] = True
    return hidden


def _gate(figures: Figures) -> Flags:
    return _hidden(decide(figures))


def _hidden(decision: Decision) -> Flags:
    return np.array([cell.key in decision.hidden for cell in decision.figures.cells], dtype=np.bool_)


def _gate_apart(figures: Figures) -> Flags:
    """Each table through the gate by itself, hidden where one of them hides."""
    hidden = np.zeros(len(figures.cells), dtype=np.bool_)
    for name in ("group", "tenure"):
        cells = tuple(cell for cell in figures.cells if {key for key, _ in cell.key} <= {"unit", name})
        keys = {cell.key for cell in cells}
        decision = decide(Figures(cells, tuple(each for each in figures.sums if {each.total, *each.parts} <= keys)))
        hidden |= np.array([cell.key in decision.hidden for cell in figures.cells])
    return hidden


Windows = Iterator[tuple[int, int]]


def _cumulative() -> Windows:
    """Since the start of the year, refreshed each month."""
    return ((month - month % 12, month) for month in range(MONTHS))


def _rolling() -> Windows:
    """The last twelve months, refreshed each month, from the first month on."""
    return ((max(0, month - 11), month) for month in range(MONTHS))


def _window(counts: list[int], first: int, last: int) -> Figures:
    names = tuple(f"{month:02}" for month in range(len(counts)))
    group = (f"{names[first]}-{names[last]}", names[first : last + 1])
    return lattice([Dimension("month", names, groups=(group,), total=False, beneath=True)], np.array(counts))


def _releases(windows: Callable[[], Windows], series: int, *, gate: bool) -> Tally:
    """Refresh figures month by month. Each refresh is a publication; it leaks when a new small month follows."""
    random = np.random.default_rng(SEED)
    tally = Tally()
    for _ in range(series):
        counts = random.poisson(random.uniform(1, 6), MONTHS).tolist()
        so_far, known = Figures((), ()), 0
        for first, last in windows():
            figures = join([so_far, _window(counts[: last + 1], first, last)])
            beneath = figures.where(State.BENEATH)
            decision = decide(figures) if gate else None
            hidden = _hidden(decision) if decision else figures.small | beneath
            so_far = decision.released() if decision else figures
            found = int((follows(figures, hidden) & beneath & figures.small).sum())
            tally.published += 1
            tally.exact += found > known
            tally.offered += 1
            tally.hidden += int(hidden[-1])  # the newest window is the last cell
            known = found
    return tally


def _half_years(series: int) -> Tally:
    """Four releases, each of its own half-year by unit and group; nothing overlaps."""
    random = np.random.default_rng(SEED)
    tally = Tally()
    for _ in range(series):
        so_far = Figures((), ())
        for half in range(4):
            units = Dimension("unit", tuple(f"u{at}" for at in range(6)))
            groups = Dimension("group", ("a", "b", "c"))
            period = Dimension("half", (f"h{half}",), total=False)
            figures = join([so_far, lattice([units, groups, period], _counts(random, 6, 3)[:, :, None])])
            decision = decide(figures)
            hidden = _hidden(decision)
            new = figures.where(State.OPEN)
            tally.published += 1
            tally.exact += bool(follows(figures, hidden).any())
            tally.offered += int(new.sum())
            tally.hidden += int(hidden[new].sum())
            so_far = decision.released()
    return tally
