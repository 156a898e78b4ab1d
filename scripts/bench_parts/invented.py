"""Plainly invented names and texts, the same in every run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from mentornett.network.rules.goal_rows import action_row, goal_row

FIRST_NAMES = (
    "Prøve", "Eksempel", "Liksom", "Test", "Øving", "Påfunn", "Tenkt", "Fabel", "Skisse", "Utkast", "Modell", "Kladd",
)  # fmt: skip
LAST_NAMES = (
    "Åsen", "Østmo", "Ærfugl", "Bakke", "Dalen", "Elvestad", "Fjellro", "Granli", "Haugen", "Lien", "Myhre", "Solvang",
    "Tveit", "Ulvik", "Vollen",
)  # fmt: skip
WHO = ("Teamet", "Avdelingslederne", "Mentorene", "De nytilsatte", "Kommunedirektøren", "Tillitsvalgte", "Sykehjemmet")
DID = (
    "har prøvd",
    "er i gang med",
    "har bestemt seg for",
    "ble enige om",
    "ønsker mer av",
    "har lært av",
    "måtte vente med",
)
WHAT = (
    "faste samtaler hver måned", "en plan for de første ukene", "mentorkurs for seks ansatte",
    "tid til mentorene i turnusen", "en enkel sjekkliste", "møter mellom mentorene", "en ny rutine for mottak",
    "en muntlig gjennomgang på personalmøtet",
)  # fmt: skip
WHY = (
    "fordi flere skal bli", "selv om tiden er knapp", "og det virker lovende", "etter samtaler med lederne",
    "slik nabokommunen gjorde", "men vi mangler vikarer", "og melder fra på neste samling",
)  # fmt: skip


def person_name(random: Random, number: int) -> str:
    """Return a name that nobody has."""
    return f"{random.choice(FIRST_NAMES)} {random.choice(LAST_NAMES)} {number}"


def sentence(random: Random) -> str:
    """Return one sentence."""
    return f"{random.choice(WHO)} {random.choice(DID)} {random.choice(WHAT)} {random.choice(WHY)}."


def paragraph(random: Random, sentences: int = 4) -> str:
    """Return some sentences."""
    return " ".join(sentence(random) for _ in range(sentences))


def short(random: Random) -> str:
    """Return a few words."""
    return f"{random.choice(WHO)}: {random.choice(WHAT)}"


def answer(random: Random, question: Any, day: date) -> Any:
    """Return an answer of the shape that a question's type asks for; None for files."""
    return _ANSWERS[question.type](random, question, day)


def _number(random: Random, question: Any, day: date) -> int:
    return random.randrange(1, 40)


def _scale(random: Random, question: Any, day: date) -> float:
    return random.randrange(2, 9) / 2


def _choice(random: Random, question: Any, day: date) -> str:
    return str(random.choice(question.options)["value"])


def _cell(random: Random, column: dict[str, Any], day: date) -> Any:
    if column["type"] == "date":
        return (day + timedelta(days=random.randrange(-40, 60))).isoformat()
    if column["type"] == "choice":
        return random.choice(column["options"])["value"]
    return random.randrange(1, 30) if column["type"] == "number" else short(random)


def _table(random: Random, question: Any, day: date) -> list[dict[str, Any]]:
    return [
        {"id": f"r{number}", **{column["key"]: _cell(random, column, day) for column in question.options}}
        for number in range(1, 5)
    ]


def _goals(random: Random, question: Any, day: date) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for number in range(1, 4):
        percent = random.randrange(0, 101, 10)
        rows.append(goal_row(f"g{number}", level="sub", text=short(random), percent=percent, comment=""))
        state = random.choice(("not_started", "started", "done"))
        rows.append(
            action_row(f"a{number}", parent=f"g{number}", text=short(random), state=state, comment="", responsible="")
        )
    return rows


def _paragraphs(random: Random, question: Any, day: date) -> list[dict[str, Any]]:
    rows = []
    for number in range(1, 4):
        text = paragraph(random)
        rows.append({"id": f"p{number}", "text": text, "original": text, "source": None, "state": "used"})
    return rows


_ANSWERS: dict[str, Callable[[Random, Any, date], Any]] = {
    "text": lambda random, question, day: short(random),
    "long_text": lambda random, question, day: paragraph(random),
    "number": _number,
    "scale": _scale,
    "choice": _choice,
    "multi_choice": lambda random, question, day: [option["value"] for option in question.options[:2]],
    "date": lambda random, question, day: day.isoformat(),
    "table": _table,
    "goals": _goals,
    "paragraphs": _paragraphs,
    "file": lambda random, question, day: None,
}
