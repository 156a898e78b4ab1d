"""Access to the course of a network: networks, gatherings, plans, settings, groups, assignments, calendars."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from mentornett.network.models import (
    Fact,
    Goal,
    GroupMember,
    NetworkGuest,
    OpenMeeting,
    OrganiserTask,
    Partner,
    PlanVersion,
    Risk,
    Slot,
)
from mentornett.questionnaires.actions.drafts import begin_draft, set_part
from tests.cast import Cast
from tests.web.access.table import IN_NETWORKS, NORD_LEADERS, NORD_STAFF, TEAM, Row

GUIDES = "guide other_guide"
READERS = "reference expert"
IN_THE_NETWORK = f"{NORD_STAFF} {TEAM} sponsor neighbour"


def _network(cast: Cast) -> list[Any]:
    return [cast.network.pk]


def _gathering(cast: Cast) -> list[Any]:
    return [cast.network.pk, 3]


def _with(name: str) -> Callable[[Cast], list[Any]]:
    return lambda cast: [cast.network.pk, cast.things[name].pk]


def _slot_args(cast: Cast) -> list[Any]:
    return [cast.network.pk, 3, cast.slot.pk]


def _has_begun(cast: Cast) -> None:
    cast.gathering_3.starts = cast.gathering_3.ends = cast.today
    cast.gathering_3.save(update_fields=["starts", "ends"])


def _is_held(cast: Cast) -> None:
    cast.gathering_3.state = "held"
    cast.gathering_3.save(update_fields=["state"])


def _has_slot(cast: Cast) -> None:
    cast.things["slot"] = Slot.objects.create(
        gathering=cast.gathering_3, position=0, type="lecture", title="Innlegg", minutes=30
    )


def _has_plan(cast: Cast) -> None:
    PlanVersion.objects.create(network=cast.network, number=1, title="Invitasjonen")


def _has_group_member(cast: Cast) -> None:
    cast.things["member_row"] = GroupMember.objects.create(
        network=cast.network, organiser=cast.nord, group="operative", role_text="Medlem", starts=date(2025, 9, 1)
    )


def is_visited(cast: Cast) -> None:
    """Let the coordinator of the other organiser's network follow ours for a month."""
    cast.things["visit"] = NetworkGuest.objects.create(
        network=cast.network, organiser=cast.nord, person=cast.other_coordinator, starts=cast.today,
        ends=cast.today + timedelta(days=30),
    )  # fmt: skip


def has_open_meeting(cast: Cast) -> None:
    """Let there be an information meeting before the network, to which one signs up."""
    cast.things["open_meeting"] = OpenMeeting.objects.create(
        network=cast.network, title="Informasjonsmøte", on=date(2025, 6, 1), sign_up_by=date(2025, 5, 28)
    )


def _has_partner(cast: Cast) -> None:
    cast.things["partner"] = Partner.objects.create(network=cast.network, name="KS", type="owner")


def _has_fact(cast: Cast) -> None:
    cast.things["fact"] = Fact.objects.create(
        network=cast.network, group="event", what="Åpen dag", when_text="17. mars 2026", source="Avisa"
    )


def _has_goal(cast: Cast) -> None:
    cast.things["network_goal"] = Goal.objects.create(
        network=cast.network, level="effect", text=dict.fromkeys(("nb", "nn", "en"), "Flere blir")
    )


def _has_risk(cast: Cast) -> None:
    cast.things["risk"] = Risk.objects.create(network=cast.network, number=1, text={"nb": "Dyrt"})


def _has_task(cast: Cast) -> None:
    cast.things["task"] = OrganiserTask.objects.create(network=cast.network, organiser=cast.nord, text="Bestill mat")


def _has_draft(cast: Cast) -> None:
    draft = begin_draft(copied_from=cast.questionnaire, organiser=cast.nord, by=cast.leader, now=cast.now)
    set_part(version=draft, key="empty", title={"nb": "Tom"}, by=cast.leader, now=cast.now)
    cast.things["draft"], cast.things["question"] = draft, draft.questions.order_by("position").first()


def _question_args(cast: Cast) -> list[Any]:
    return [cast.network.pk, cast.draft.pk, cast.question.pk]


def _part_args(cast: Cast) -> list[Any]:
    return [cast.network.pk, cast.draft.pk, "empty"]


def _lacks_a_question(cast: Cast) -> None:
    _has_draft(cast)
    cast.question.delete()


def _is_cancelled(cast: Cast) -> None:
    cast.gathering_3.state = "cancelled"
    cast.gathering_3.save()


def _is_proposed(cast: Cast) -> None:
    cast.gathering_3.state = "proposed"
    cast.gathering_3.save()


def _is_published(cast: Cast) -> None:
    cast.network.published_at = cast.now
    cast.network.save(update_fields=["published_at"])


def _is_withdrawn(cast: Cast) -> None:
    cast.assignment_3.withdrawn = True
    cast.assignment_3.save()


def _seen(args: Any = _network, **more: Any) -> Row:
    """A page that all staff see."""
    return Row(ok=NORD_STAFF, args=args, **more)


def _run(args: Any = _network, **more: Any) -> Row:
    """A page or deed of those who run the network; guides see the network but may not do this."""
    return Row(ok=NORD_LEADERS, forbidden=GUIDES, args=args, **more)


def _deed(args: Any = _network, data: Any = None, **more: Any) -> Row:
    return _run(args, method="post", data=lambda cast: data(cast) if callable(data) else data or {}, **more)


ROWS = {
    "organiser:networks": Row(ok=f"{NORD_STAFF} {READERS} other_leader"),
    "organiser:network_new": Row(ok=f"{NORD_LEADERS} other_leader", forbidden=GUIDES),
    "organiser:network_clone": _run(),
    "organiser:network": _seen(),
    "organiser:network_edit": _run(),
    "organiser:network_state": _deed(data={"state": "closed"}),
    "organiser:course": _seen(),
    "organiser:calendar": _seen(),
    "organiser:plan_new": _run(),
    "organiser:plan": _run(lambda cast: [cast.network.pk, 1], before=_has_plan),
    "organiser:plan_remove": _deed(lambda cast: [cast.network.pk, 1], before=_has_plan),
    "organiser:gatherings": _seen(),
    "organiser:facts": _seen(before=_has_fact),
    "organiser:answers": _seen(),
    "organiser:fact_new": _run(),
    "organiser:fact": _run(_with("fact"), before=_has_fact),
    "organiser:fact_remove": _deed(_with("fact"), before=_has_fact),
    "organiser:meeting_new": _run(),
    "organiser:meeting": _run(_with("open_meeting"), before=has_open_meeting),
    "organiser:meeting_remove": _deed(_with("open_meeting"), before=has_open_meeting),
    "organiser:gathering_new": _run(),
    "organiser:gathering": _seen(_gathering),
    "organiser:gathering_describe": _run(_gathering),
    "organiser:gathering_calendar": _seen(_gathering),
    "organiser:gathering_change": _run(lambda cast: [cast.network.pk, 3, "move"]),
    "organiser:gathering_move": _deed(
        _gathering, {"starts": "2026-04-16", "ends": "2026-04-16", "reason": "Hotellet er fullt"}
    ),
    "organiser:gathering_form": _deed(_gathering, {"form": "physical", "place": "Hamar", "reason": "Vi vil møtes"}),
    "organiser:gathering_cancel": _deed(_gathering, {"reason": "For få"}),
    "organiser:gathering_restore": _deed(_gathering, {"reason": "Flere kom"}, before=_is_cancelled),
    "organiser:gathering_confirm": _deed(_gathering, before=_is_proposed),
    "organiser:gathering_hold": _deed(_gathering, {"themes": "Juss"}, before=_has_begun),
    "organiser:gathering_take_back": _deed(_gathering, before=_is_held),
    "organiser:programme": _run(_gathering),
    "organiser:slot_add": _deed(_gathering, {"type": "exchange", "title": "Runde", "day": "1", "minutes": "30"}),
    "organiser:slot_change": _run(_slot_args, before=_has_slot),
    "organiser:slot_move": _deed(_slot_args, {"direction": "up"}, before=_has_slot),
    "organiser:slot_remove": _deed(_slot_args, before=_has_slot),
    "organiser:assignments": _seen(),
    "organiser:assignment_new": _run(),
    "organiser:assignment_from_library": _deed(data=lambda cast: {"key": "slogan", "gathering": cast.gathering_3.pk}),
    "organiser:assignment": _run(_with("assignment_3")),
    "organiser:assignment_deadline": _run(_with("assignment_3")),
    "organiser:assignment_withdraw": _deed(_with("assignment_3")),
    "organiser:assignment_restore": _deed(_with("assignment_3"), before=_is_withdrawn),
    "organiser:assignment_move": _deed(_with("assignment_3"), lambda cast: {"gathering": cast.gathering_2.pk}),
    "organiser:settings": _run(),
    "organiser:settings_labels": _run(),
    "organiser:settings_rules": _run(),
    "organiser:settings_roles": _run(),
    "organiser:role_add": _deed(data={"new-label": "Prest", "new-level": "optional", "new-severity": "info"}),
    "organiser:settings_phases": _run(),
    "organiser:settings_public": _run(),
    "organiser:publish": _deed(data={"published": "yes"}),
    "public:network": Row(ok=IN_NETWORKS, visitors=200, args=_network, before=_is_published),
    "organiser:phase_enter": _deed(data=lambda cast: {"phase": cast.phase_pilot.pk}),
    "organiser:texts": _run(),
    "organiser:text": _run(lambda cast: [cast.network.pk, "reminder.due"]),
    "organiser:text_reset": _deed(lambda cast: [cast.network.pk, "reminder.due"]),
    "organiser:forms": _run(),
    "organiser:form": _run(lambda cast: [cast.network.pk, "status_report"]),
    "organiser:form_version": _run(_with("draft"), before=_has_draft),
    "organiser:draft_begin": _deed(_with("questionnaire")),
    "organiser:draft_discard": _deed(_with("draft"), before=_has_draft),
    "organiser:version_preview": _run(_with("draft"), before=_has_draft),
    "organiser:version_changes": _run(_with("draft"), before=_has_draft),
    "organiser:version_use": _run(_with("draft"), before=_has_draft),
    "organiser:question_new": _run(_with("draft"), query="?type=choice&del=goals", before=_has_draft),
    "organiser:question_put_back": _deed(_with("draft"), {"key": "status.goals"}, before=_lacks_a_question),
    "organiser:question_change": _run(_question_args, before=_has_draft),
    "organiser:question_move": _deed(_question_args, {"direction": "down"}, before=_has_draft),
    "organiser:question_remove": _deed(_question_args, before=_has_draft),
    "organiser:part_add": _deed(_with("draft"), {"title_nb": "Ny del"}, before=_has_draft),
    "organiser:part_change": _run(_part_args, before=_has_draft),
    "organiser:part_remove": _deed(_part_args, before=_has_draft),
    "organiser:groups": _seen(),
    "organiser:group_member_add": _deed(data={"member-group": "operative", "member-role_text": "Medlem"}),
    "organiser:group_member_end": _run(_with("member_row"), before=_has_group_member),
    "organiser:guest_invite": _deed(
        data=lambda cast: {
            "guest-email": cast.other_coordinator.email,
            "guest-starts": "2026-03-12",
            "guest-ends": "2026-04-12",
        }
    ),
    "organiser:guest_end": _deed(_with("visit"), before=is_visited),
    "organiser:partner_add": _deed(data={"partner-name": "KS", "partner-type": "owner"}),
    "organiser:partner_remove": _deed(_with("partner"), before=_has_partner),
    "organiser:goals": _run(),
    "organiser:goal": _run(_with("network_goal"), before=_has_goal),
    "organiser:goal_remove": _deed(_with("network_goal"), before=_has_goal),
    "organiser:risk_add": _deed(data={"risk-text": "Dyrt", "risk-mitigation": "Digitalt"}),
    "organiser:risk": _run(_with("risk"), before=_has_risk),
    "organiser:risk_close": _deed(_with("risk"), {"closed": "yes"}, before=_has_risk),
    "organiser:task_add": _deed(data={"task-text": "Bestill mat"}),
    "organiser:task_finish": _deed(_with("task"), {"done": "yes"}, before=_has_task),
    "organiser:task_remove": _deed(_with("task"), before=_has_task),
    "municipality:course": Row(ok=IN_THE_NETWORK, args=_network),
    "municipality:gathering": Row(ok=IN_THE_NETWORK, args=_gathering),
    "municipality:calendar": Row(ok=IN_THE_NETWORK, args=_network),
    "municipality:gathering_calendar": Row(ok=IN_THE_NETWORK, args=_gathering),
}
