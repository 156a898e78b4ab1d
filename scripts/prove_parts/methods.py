"""Which methods the product shows, where, with which grade at most, and which parts of the proof look at each."""

from __future__ import annotations

SAID = "with how often it is wrong"
EFFECT, MONTHS, SIMPLE = "Is it the scheme that did it?", "Months before and after", "Simple figures"
METHODS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("Hazard by cells in a drawn order, tested by drawing again", "Answers, `effect --drawn`", "A",
     (EFFECT, "The planner")),
    ("The same, starts chosen by the units", "Answers, `effect`", f"B, {SAID}", (EFFECT,)),
    ("Figures by month: imputation, and by cohort", "`effect --method did`, `callaway-santanna`",
     f"A when drawn, else B, {SAID}", (MONTHS,)),
    ("Interrupted series", "`effect --method interrupted`", f"C, {SAID}", ("One series, before and after",)),
    ("Still employed before and after", "Answers, `compare`", f"C, {SAID}", (EFFECT, SIMPLE)),
    ("Counts before and now", "Starting point, posts, before and now", "C", (SIMPLE,)),
    ("With a mentor against without, from some months on", "`compare --mentor-from-column`", f"C, {SAID}", (EFFECT,)),
    ("With a mentor against without, from the first day", "nowhere: refused", "D", (EFFECT,)),
    ("Still employed after 12 and 24 months", "Answers, `retention`", "none: it describes",
     ("Still employed after 12 months", "What waits until it may be told")),
    ("Months in the job, ways of leaving", "`retention`", "none: it describes", (SIMPLE,)),
    ("Units side by side", "Answers", "none: it describes", (SIMPLE,)),
    ("Charts over time", "Figures by month, `chart`", f"C with a time before the start, {SAID}", ("Charts over time",)),
    ("Log-rank, Cox; Fisher's test is exact", "`compare --json` alone", "none", (EFFECT,)),
    ("The outlook of a drawn order", "Roll-outs, `power`", "none: it foretells", ("The planner",)),
    ("What may be shown", "Answers, `suppress`", "none", ("The gate of figures",)),
)  # fmt: skip


def methods_table() -> str:
    """Return the methods as Markdown."""
    rows = [("Method", "Where", "Grade at most", "Parts"), ("---",) * 4]
    rows += [(name, where, grade, " · ".join(parts)) for name, where, grade, parts in METHODS]
    return "\n".join([
        "What the product shows, on which page or by which question to `mentornett analyse`, its grade at most, and "
        "the parts below that look at it. A and B promise that in a drawn order ranges hold in 93 to 97 of 100, and "
        "that there are at most 6 false alarms in 100.", "", *(f"| {' | '.join(row)} |" for row in rows),
    ])  # fmt: skip
