"""Groups keep their history; partners, risks and tasks come and go."""

from __future__ import annotations

from datetime import date

import pytest

from mentornett.core.models import AuditEntry
from mentornett.network.actions.groups import (
    add_group_member,
    add_partner,
    add_risk,
    add_task,
    change_risk,
    close_risk,
    end_group_member,
    finish_task,
    remove_partner,
    remove_task,
)
from mentornett.network.choices import GroupKind, PartnerType
from mentornett.network.models import GroupMember, OrganiserTask, Partner
from mentornett.network.permissions.course import group_members_visible_to, tasks_visible_to
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("everyone")


def test_group_member_ended_stays_in_the_list(cast: Cast) -> None:
    member = add_group_member(
        network=cast.network, group=GroupKind.OPERATIVE, person=cast.operative, role_text="", by=cast.leader,
        starts=date(2025, 9, 1), now=cast.now,
    )  # fmt: skip
    end_group_member(member=member, ends=date(2020, 1, 1), by=cast.leader, now=cast.now)
    member = GroupMember.objects.get()
    assert (member.starts, member.ends) == (date(2025, 9, 1), date(2025, 9, 1))
    assert member.organiser == cast.nord
    assert list(group_members_visible_to(cast.viewer("guide"))) == [member]
    assert not group_members_visible_to(cast.viewer("other_leader")).exists()
    assert not group_members_visible_to(cast.viewer("coordinator")).exists()


def test_partner_added_and_removed(cast: Cast) -> None:
    partner = add_partner(
        network=cast.network, name=" KS ", type=PartnerType.OWNER, resource="50 %", by=cast.leader, now=cast.now
    )
    assert partner.name == "KS"
    remove_partner(partner=partner, by=cast.leader, now=cast.now)
    assert not Partner.objects.exists()
    assert AuditEntry.objects.filter(verb__startswith="partner.").count() == 2


def test_risk_with_mitigations_one_per_line(cast: Cast) -> None:
    risk = add_risk(
        network=cast.network, text="Dyrt å reise", mitigation="Digitalt\n\n Søk midler ", by=cast.leader, now=cast.now
    )
    risk.text["nn"] = "Dyrt å reisa"
    change_risk(risk=risk, text="Dyrt å reise", mitigation="Digitalt\nDel bil", by=cast.leader, now=cast.now)
    assert risk.text["nn"] == "Dyrt å reisa"  # what was not changed keeps its languages
    change_risk(risk=risk, text="Langt å reise", mitigation="Digitalt\nDel bil", by=cast.leader, now=cast.now)
    close_risk(risk=risk, closed=True, by=cast.leader, now=cast.now)
    risk.refresh_from_db()
    assert (risk.number, risk.state) == (1, "closed")
    assert [row["text"]["nb"] for row in risk.mitigations] == ["Digitalt", "Del bil"]
    assert risk.text == {"nb": "Langt å reise", "nn": "Langt å reise", "en": "Langt å reise"}


def test_task_done_reopened_and_removed(cast: Cast) -> None:
    task = add_task(
        network=cast.network, text="Bestill mat", responsible=cast.guide, due=cast.today, by=cast.leader, now=cast.now
    )
    finish_task(task=task, done=True, by=cast.leader, now=cast.now)
    assert OrganiserTask.objects.get().done_at == cast.now
    finish_task(task=task, done=False, by=cast.leader, now=cast.now)
    assert list(tasks_visible_to(cast.viewer("guide"))) == [task]
    remove_task(task=task, by=cast.leader, now=cast.now)
    assert not OrganiserTask.objects.exists()
    assert AuditEntry.objects.filter(object_type="network.organisertask").count() == 4
