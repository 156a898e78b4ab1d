"""The pages that are measured: url name, who opens it, with which things, and how many floors it may cost.

Lists and forms may cost two floors. Four are for what gathers from many places: the matrix and what stands on the same
facts, «Now» across all roles, a leader's own people, the pages that say all about one network or one team, the
synthesis and the reports, and the form with a row for each unit of a municipality.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from bench_parts.measuring import Visit
from bench_parts.programme_subjects import ProgrammeSubjects
from bench_parts.subjects import Subjects

LIST, MATRIX = 2.0, 4.0
FLOOR = "bench_floor"
PROGRAMME_PEOPLE = {"project_leader", "unit_leader", "mentor", "mentee"}


@dataclass(frozen=True)
class Measured:
    """One page. `things` are names of fields of its subjects, or arguments as they are when they begin with «=»."""

    name: str
    who: str = "leader"
    things: str = ""
    target: float = LIST
    query: str = ""
    closed: bool = False  # opened in the newest network that has ended
    grows: bool = False  # shows all teams of a network, or all pairs of a programme: counted for 1, 3 and 300

    @property
    def in_programme(self) -> bool:
        """Whether it belongs to a mentor programme."""
        return self.who in PROGRAMME_PEOPLE

    def visit(self, subjects: Subjects | ProgrammeSubjects) -> Visit | None:
        """Return the visit to this page, None while there is no such page or nothing to show on it."""
        arguments = [word[1:] if word.startswith("=") else subjects.number(word) for word in self.things.split()]
        if 0 in arguments or (self.who and self.who not in subjects.people):
            return None
        try:
            url = reverse(self.name, args=arguments)
        except NoReverseMatch:
            return None
        return Visit(f"{self.name} {self.who}", url + self.query, subjects.people.get(self.who), self.target)


PAGES = (
    Measured("public:start", who=""),
    Measured("account_login", who=""),
    Measured("everyone:now", target=MATRIX),
    Measured("everyone:now", who="guide", target=MATRIX),
    Measured("everyone:now", who="coordinator", target=MATRIX),
    Measured("everyone:profile", who="coordinator"),
    Measured("organiser:networks"),
    Measured("organiser:network", things="network", target=MATRIX, grows=True),
    Measured("organiser:network_new"),
    Measured("organiser:course", things="network", target=MATRIX, grows=True),
    Measured("organiser:gatherings", things="network", grows=True),
    Measured("organiser:gathering", things="network gathering", grows=True),
    Measured("organiser:programme", things="network gathering"),
    Measured("organiser:assignments", things="network", grows=True),
    Measured("organiser:settings", things="network"),
    Measured("organiser:groups", things="network"),
    Measured("organiser:teams", things="network", grows=True),
    Measured("organiser:people"),
    Measured("organiser:log"),
    Measured("organiser:glance", things="network", target=MATRIX, grows=True),
    Measured("organiser:attention", things="network", target=MATRIX, grows=True),
    Measured("organiser:guides", things="network", grows=True),
    Measured("organiser:review", things="network", target=MATRIX, grows=True),
    Measured("organiser:my_teams", who="guide"),
    Measured("organiser:team", things="team", who="guide", target=MATRIX),
    Measured("organiser:report", things="sent", who="guide"),
    Measured("organiser:synthesis", things="network", target=MATRIX, closed=True, grows=True),
    Measured("organiser:plenary", things="network assignment", target=MATRIX, closed=True, grows=True),
    Measured("organiser:excerpts", things="network", closed=True),
    Measured("organiser:tags", things="network", closed=True),
    Measured("organiser:reports", things="network", closed=True, grows=True),
    Measured("organiser:before_now", things="network", target=MATRIX, closed=True, grows=True),
    Measured("organiser:network_report", things="network", target=MATRIX, closed=True),
    Measured("organiser:yearly", things="organiser", target=MATRIX),
    Measured("organiser:answers", things="network", target=MATRIX, grows=True),
    Measured("organiser:fact_cards", grows=True),
    Measured("organiser:rollouts", things="network", grows=True),
    Measured("organiser:rollout", things="network plan", target=MATRIX, grows=True),
    Measured("municipality:teams", who="coordinator"),
    Measured("municipality:course", who="coordinator", things="network", target=MATRIX, grows=True),
    Measured("municipality:gathering", who="coordinator", things="network gathering"),
    Measured("municipality:team", who="coordinator", things="team", target=MATRIX),
    Measured("municipality:roster", who="coordinator", things="team"),
    Measured("municipality:assignments", who="coordinator", things="team"),
    Measured("municipality:report", who="coordinator", things="draft"),
    Measured("municipality:report_summary", who="coordinator", things="draft"),
    Measured("municipality:progress_plan", who="coordinator", things="team"),
    Measured("municipality:project_plan", who="coordinator", things="team"),
    Measured("municipality:communication_plan", who="coordinator", things="team"),
    Measured("municipality:before_now", who="coordinator", things="team"),
    Measured("municipality:before_now_add", who="coordinator", things="team"),
    Measured("municipality:shared", who="coordinator", things="network", target=MATRIX, grows=True),
    Measured("municipality:participants", who="coordinator", things="network", grows=True),
    Measured("municipality:final_report", who="writer", things="final", target=MATRIX, closed=True),
    Measured("everyone:now", who="project_leader", target=MATRIX, grows=True),
    Measured("everyone:now", who="unit_leader", target=MATRIX),
    Measured("everyone:now", who="mentor", target=MATRIX),
    Measured("everyone:now", who="mentee", target=MATRIX),
    Measured("programme:home", who="project_leader", grows=True),
    Measured("programme:programme", who="project_leader", things="programme", target=MATRIX),
    Measured("programme:board", who="project_leader", things="programme", grows=True),
    Measured("programme:hires", who="project_leader", grows=True),
    Measured("programme:hire", who="project_leader", things="hire"),
    Measured("programme:mentors", who="project_leader", grows=True),
    Measured("programme:mentor", who="project_leader", things="mentor"),
    Measured("programme:matching", who="project_leader", things="programme", target=MATRIX),
    Measured("programme:pairs", who="project_leader", grows=True),
    Measured("programme:pair", who="project_leader", things="pair"),
    Measured("programme:follow_up", who="project_leader", target=MATRIX, grows=True),
    Measured("programme:figures", who="project_leader", target=MATRIX, grows=True),
    Measured("programme:standards", who="project_leader", things="programme", target=MATRIX, grows=True),
    Measured("programme:capacity", who="project_leader", things="programme", target=MATRIX, grows=True),
    Measured("programme:facts", who="project_leader", grows=True),
    Measured("programme:vacancies", who="project_leader", grows=True),
    Measured("programme:vacancies_over_time", who="project_leader", target=MATRIX, grows=True),
    Measured("programme:rollouts", who="project_leader", grows=True),
    Measured("programme:rollout", who="project_leader", things="rollout", target=MATRIX),
    Measured("programme:rollout_units", who="project_leader", things="rollout", target=MATRIX, grows=True),
    Measured("programme:answers", who="project_leader", target=MATRIX, grows=True),
    Measured("programme:network_answers", who="project_leader", things="network", target=MATRIX, grows=True),
    Measured(
        "programme:network_counts", who="project_leader", things="municipality network", target=MATRIX, grows=True
    ),
    Measured("programme:poster", who="project_leader", things="municipality", target=MATRIX, grows=True),
    Measured("programme:fact_cards", who="project_leader", things="municipality", grows=True),
    Measured("programme:studies", who="project_leader", grows=True),
    Measured("programme:series", who="project_leader", grows=True),
    Measured("programme:measure", who="project_leader", things="measure", target=MATRIX, grows=True),
    Measured("programme:months", who="project_leader", things="measure", grows=True),
    Measured("programme:changes", who="project_leader", grows=True),
    Measured("programme:baseline", who="project_leader", things="programme", grows=True),
    Measured("programme:spells", who="project_leader", things="municipality", target=MATRIX, grows=True),
    Measured("competence:home", who="project_leader"),
    Measured("competence:home", who="mentor"),
    Measured("programme:own_people", who="unit_leader", target=MATRIX),
    Measured("programme:between_leavers", who="unit_leader", target=MATRIX),
    Measured("pair:home", who="mentor"),
    Measured("pair:pair", who="mentor", things="pair", target=MATRIX),
    Measured("pair:pair", who="mentee", things="pair", target=MATRIX),
    Measured("pair:talk", who="mentor", things="talk"),
)
