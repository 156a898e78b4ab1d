"""Access to the final report, before and now, the synthesis, and the documents of all reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from mentornett.measurement.models import MonthlyMeasure, MonthlyValue, Release, ReleasedAnswer
from mentornett.network.models import Excerpt, NetworkReport, Submission, Tag
from mentornett.questionnaires.models import Answer
from mentornett.reports.models import Bundle
from tests.cast import CANARY, NEIGHBOUR_CANARY, Cast
from tests.final_reports import ask_for_final_reports
from tests.web.access.table import NORD_LEADERS, NORD_STAFF, TEAM, Row
from tests.web.municipality.test_before_now import make_row
from tests.web.programme.test_shared_series import share_months

GUIDES = "guide other_guide"
TEAM_AND_SPONSOR = f"{TEAM} sponsor"


def _shared_rows(cast: Cast) -> None:
    """Let two teams share the same number, one of them a small one."""
    _rows(cast)
    for team, now in (("team", 6), ("neighbour_team", 2)):
        make_row(cast, team, sharing="network", measure="Sluttet", now_numerator=now, now_denominator=20)


def _rows(cast: Cast) -> None:
    cast.things["before_now"] = make_row(cast)
    make_row(cast, "neighbour_team", measure=NEIGHBOUR_CANARY)
    make_row(cast, "other_team", measure=CANARY, sharing="public")


def _removed_row(cast: Cast) -> None:
    cast.things["before_now"] = make_row(cast, removed_at=cast.now)


def _final(cast: Cast) -> None:
    ask_for_final_reports(cast)


def _with_measure(cast: Cast) -> None:
    ask_for_final_reports(cast)
    row = cast.things["measure"] = MonthlyMeasure.objects.create(
        municipality=cast.flesberg, key="own", name="Overtid", unit_word="timer", edited_at=cast.now
    )
    MonthlyValue.objects.create(
        municipality=cast.flesberg, measure=row, month=date(2026, 2, 1), value=7, edited_at=cast.now
    )


def _with_answer(cast: Cast) -> None:
    ask_for_final_reports(cast)
    release = Release.objects.create(municipality=cast.flesberg, until=date(2025, 12, 31), made_at=cast.now)
    cast.things["answer"] = ReleasedAnswer.objects.create(
        municipality=cast.flesberg,
        release=release,
        question="retention",
        grade="D",
        words={"nb": {"seen": ["For få."]}},
    )


def _sent_final(cast: Cast) -> None:
    ask_for_final_reports(cast, state="sent")


def _two_reports(cast: Cast) -> None:
    Submission.objects.filter(pk=cast.report.pk).update(state="sent", sent_at=cast.now)
    _final(cast)


def _excerpts(cast: Cast) -> None:
    """One passage on each side, with a tag: the team shares its own with the network."""
    for key, prefix, text in (("team", "", "Vi har startet"), ("other_team", "other_", CANARY)):
        sheet = cast.things[f"{prefix}sent_report"].sheet
        answer = Answer.objects.get(sheet=sheet, question__key="status.achieved")
        Answer.objects.filter(pk=answer.pk).update(sharing="network")
        team = cast.things[key]
        excerpt = Excerpt.objects.create(
            submission=cast.things[f"{prefix}sent_report"], answer=answer, text=text, at=cast.now, quoted=True,
            organiser=team.organiser, municipality=team.municipality,
        )  # fmt: skip
        tag = Tag.objects.create(network=team.network, text=f"Tid {text}")
        excerpt.tags.add(tag)
        cast.things[f"{prefix}excerpt"], cast.things[f"{prefix}tag"] = excerpt, tag
    cast.things["second_tag"] = Tag.objects.create(network=cast.network, text="Leder")


def _report(cast: Cast) -> None:
    _excerpts(cast)
    for prefix in ("", "other_"):
        network = cast.things[f"{prefix}network"]
        text = f"[sitat {cast.things[f'{prefix}excerpt'].pk}] {CANARY if prefix else 'Om oss'}"
        sections = [{"key": "about", "title": "Om", "text": text, "revision": 1}]
        NetworkReport.objects.create(
            network=network, sections=sections, edited_at=cast.now, organiser=network.organiser
        )


def _bundle(cast: Cast) -> None:
    cast.things["bundle"] = Bundle.objects.create(
        assignment=cast.assignment_2, form="pdf", state="done", total=1, done=1, content=b"PK", asked_at=cast.now,
        organiser=cast.nord,
    )  # fmt: skip


def _of(*names: str) -> Callable[[Cast], list[Any]]:
    """Return arguments: keys of things by name, other words as they are."""
    return lambda cast: [cast.things[name].pk if name in cast.things else name for name in names]


def _year(cast: Cast) -> list[Any]:
    return [cast.nord.pk, 2025, "excel"]


def _passage(cast: Cast) -> Mapping[str, Any]:
    return {"answer": cast.excerpt.answer_id, "text": "Vi har startet"}


def _staff(**more: Any) -> Row:
    return Row(ok=NORD_STAFF, **more)


ROWS = {
    "municipality:before_now": Row(ok=f"{TEAM_AND_SPONSOR} {NORD_STAFF}", args=_of("team"), before=_rows),
    "municipality:before_now_add": Row(ok=TEAM, forbidden=f"sponsor {NORD_STAFF}", args=_of("team")),
    "municipality:before_now_baseline": Row(ok=TEAM, forbidden=f"sponsor {NORD_STAFF}", args=_of("team")),
    "municipality:before_now_file": Row(
        ok=f"{TEAM_AND_SPONSOR} {NORD_STAFF}", args=_of("team", "excel"), before=_rows
    ),
    "municipality:before_now_change": Row(ok=TEAM, forbidden=NORD_STAFF, args=_of("before_now"), before=_rows),
    "municipality:before_now_remove": Row(
        ok=TEAM, forbidden=NORD_STAFF, args=_of("before_now"), before=_rows, method="post", status=200
    ),
    "municipality:before_now_restore": Row(ok=TEAM, args=_of("before_now"), before=_removed_row, method="post"),
    "municipality:before_now_move": Row(
        ok=TEAM, forbidden=NORD_STAFF, args=_of("before_now"), before=_rows, method="post", audited=False
    ),
    "municipality:before_now_share": Row(
        ok=TEAM, forbidden=NORD_STAFF, args=_of("before_now"), before=_rows, method="post",
        data=lambda cast: {"sharing": "network"},
    ),
    "municipality:final_report": Row(ok=TEAM, args=_of("final_team"), before=_final),
    "municipality:final_report_refresh": Row(ok=TEAM, args=_of("final_team"), before=_final, method="post"),
    "municipality:final_report_results": Row(
        ok=TEAM, args=_of("final_team"), before=_two_reports, method="post",
        data=lambda cast: {"first": "p1", "second": "p2"},
    ),
    "municipality:final_report_figures": Row(ok=TEAM, args=_of("final_team"), before=_final),
    "municipality:final_report_figure_in": Row(
        ok=TEAM, args=_of("final_team", "measure"), before=_with_measure, method="post"
    ),
    "municipality:final_report_figure_out": Row(
        ok=TEAM, args=_of("final_team", "measure"), before=_with_measure, method="post"
    ),
    "municipality:final_report_answer_in": Row(
        ok=TEAM, args=_of("final_team", "answer"), before=_with_answer, method="post"
    ),
    "municipality:final_report_answer_out": Row(
        ok=TEAM, args=_of("final_team", "answer"), before=_with_answer, method="post"
    ),
    "municipality:report_file": Row(ok=TEAM, args=_of("final_team", "word"), before=_final),
    "organiser:synthesis": _staff(args=_of("network"), before=_excerpts),
    "organiser:synthesis_file": _staff(args=_of("network", "assignment_2", "excel"), before=_excerpts),
    "organiser:plenary": _staff(args=_of("network", "assignment_2"), before=_excerpts),
    "organiser:plenary_slides": _staff(args=_of("network", "assignment_2"), before=_excerpts, status=422),
    "organiser:plenary_file": _staff(args=_of("network", "assignment_2", "word"), before=_excerpts),
    "organiser:excerpt_mark": _staff(args=_of("network"), before=_excerpts, method="post", data=_passage),
    "organiser:excerpts": _staff(args=_of("network"), before=_excerpts),
    "organiser:excerpt_remove": _staff(args=_of("excerpt"), before=_excerpts, method="post"),
    "organiser:excerpt_tag": _staff(
        args=_of("excerpt"), before=_excerpts, method="post", data=lambda cast: {"tags": [cast.second_tag.pk]}
    ),
    "organiser:excerpt_quote": Row(
        ok=NORD_LEADERS, forbidden=GUIDES, args=_of("excerpt"), before=_excerpts, method="post",
        data=lambda cast: {"quoted": "yes"},
    ),
    "organiser:tags": _staff(args=_of("network"), before=_excerpts),
    "organiser:tag_add": _staff(args=_of("network"), method="post", data=lambda cast: {"text": "Nytt"}),
    "organiser:tag_rename": _staff(
        args=_of("tag"), before=_excerpts, method="post", data=lambda cast: {"text": "Nytt navn"}
    ),
    "organiser:tag_merge": _staff(
        args=_of("tag"), before=_excerpts, method="post", data=lambda cast: {"into": cast.second_tag.pk}
    ),
    "organiser:tag_ask": _staff(args=_of("tag"), before=_excerpts),
    "organiser:tag_remove": _staff(args=_of("tag"), before=_excerpts, method="post"),
    "organiser:reports": _staff(args=_of("network"), before=_report),
    "organiser:report_file": _staff(args=_of("final_team", "word"), before=_sent_final),
    "organiser:bundle_order": _staff(
        args=_of("assignment_2"), method="post", data=lambda cast: {"form": "pdf"}
    ),
    "organiser:bundle": _staff(args=_of("bundle"), before=_bundle),
    "organiser:bundle_file": _staff(args=_of("bundle"), before=_bundle),
    "organiser:before_now": _staff(args=_of("network"), before=_rows),
    "organiser:before_now_file": _staff(args=_of("network", "excel"), before=_rows),
    "organiser:before_now_teams": _staff(args=_of("network"), before=_shared_rows),
    "organiser:before_now_teams_file": _staff(args=_of("network", "csv"), before=_shared_rows),
    "organiser:months_shared": _staff(args=_of("network"), before=share_months),
    "organiser:months_shared_file": _staff(args=_of("network", "csv"), before=share_months),
    "organiser:network_report": _staff(args=_of("network"), before=_report),
    "organiser:network_report_begin": Row(ok=NORD_LEADERS, forbidden=GUIDES, args=_of("network"), method="post"),
    "organiser:network_report_section": Row(
        ok=NORD_LEADERS, forbidden=GUIDES, args=_of("network", "about"), before=_report, method="post", status=200,
        data=lambda cast: {"section-about": "Nytt", "revision": "1"}, visitors=401,
    ),
    "organiser:network_report_save": Row(
        ok=NORD_LEADERS, forbidden=GUIDES, args=_of("network"), before=_report, method="post",
        data=lambda cast: {"section-about": "Nytt", "revision-about": "1"},
    ),
    "organiser:network_report_insert": Row(
        ok=NORD_LEADERS, forbidden=GUIDES, args=_of("network"), before=_report, method="post",
        data=lambda cast: {"section": "about", "mark": "[tabell avstemninger]"},
    ),
    "organiser:network_report_file": _staff(args=_of("network", "word"), before=_report),
    "organiser:yearly": _staff(args=_of("nord")),
    "organiser:yearly_file": _staff(args=_year),
}  # fmt: skip
