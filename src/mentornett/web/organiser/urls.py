"""Addresses of this area."""

from django.urls import URLPattern, path

from mentornett.web.organiser import assignments, course, groups, networks, plans, settings

GATHERING = "nettverk/<int:network_id>/samlinger/<int:number>/"
ASSIGNMENT = "nettverk/<int:network_id>/oppgaver/<int:assignment_id>/"

app_name = "organiser"
urlpatterns: list[URLPattern] = [
    # course
    path("", networks.networks, name="networks"),
    path("nettverk/nytt/", networks.network_new, name="network_new"),
    path("nettverk/<int:network_id>/kopier/", networks.network_clone, name="network_clone"),
    path("nettverk/<int:network_id>/om/", networks.network, name="network"),
    path("nettverk/<int:network_id>/om/endre/", networks.network_edit, name="network_edit"),
    path("nettverk/<int:network_id>/om/status/", networks.network_state, name="network_state"),
    path("nettverk/<int:network_id>/gangen/", course.course, name="course"),
    path("nettverk/<int:network_id>/kalender/", course.calendar, name="calendar"),
    path("nettverk/<int:network_id>/plan/ny/", plans.plan_new, name="plan_new"),
    path("nettverk/<int:network_id>/plan/<int:number>/", plans.plan, name="plan"),
    path("nettverk/<int:network_id>/plan/<int:number>/fjern/", plans.plan_remove, name="plan_remove"),
    path("nettverk/<int:network_id>/samlinger/", course.gatherings, name="gatherings"),
    path("nettverk/<int:network_id>/samlinger/ny/", course.gathering_new, name="gathering_new"),
    path(f"{GATHERING}", course.gathering, name="gathering"),
    path(f"{GATHERING}om/", course.gathering_describe, name="gathering_describe"),
    path(f"{GATHERING}kalender/", course.calendar_of_gathering, name="gathering_calendar"),
    path(f"{GATHERING}endre/<slug:deed>/", course.gathering_change, name="gathering_change"),
    path(f"{GATHERING}flytt/", course.gathering_move, name="gathering_move"),
    path(f"{GATHERING}form/", course.gathering_form, name="gathering_form"),
    path(f"{GATHERING}avlys/", course.gathering_cancel, name="gathering_cancel"),
    path(f"{GATHERING}ta-opp/", course.gathering_restore, name="gathering_restore"),
    path(f"{GATHERING}bekreft/", course.gathering_confirm, name="gathering_confirm"),
    path(f"{GATHERING}holdt/", course.gathering_hold, name="gathering_hold"),
    path(f"{GATHERING}program/", course.programme, name="programme"),
    path(f"{GATHERING}program/ny/", course.slot_add, name="slot_add"),
    path(f"{GATHERING}program/<int:slot_id>/", course.slot_change, name="slot_change"),
    path(f"{GATHERING}program/<int:slot_id>/flytt/", course.slot_move, name="slot_move"),
    path(f"{GATHERING}program/<int:slot_id>/fjern/", course.slot_remove, name="slot_remove"),
    path("nettverk/<int:network_id>/oppgaver/", assignments.assignments, name="assignments"),
    path("nettverk/<int:network_id>/oppgaver/ny/", assignments.assignment_new, name="assignment_new"),
    path(
        "nettverk/<int:network_id>/oppgaver/fra-mal/",
        assignments.assignment_from_library,
        name="assignment_from_library",
    ),
    path(f"{ASSIGNMENT}", assignments.assignment, name="assignment"),
    path(f"{ASSIGNMENT}frist/", assignments.assignment_deadline, name="assignment_deadline"),
    path(f"{ASSIGNMENT}trekk/", assignments.assignment_withdraw, name="assignment_withdraw"),
    path(f"{ASSIGNMENT}be-om/", assignments.assignment_restore, name="assignment_restore"),
    path(f"{ASSIGNMENT}flytt/", assignments.assignment_move, name="assignment_move"),
    path("nettverk/<int:network_id>/innstillinger/", settings.settings, name="settings"),
    path("nettverk/<int:network_id>/innstillinger/ord/", settings.settings_labels, name="settings_labels"),
    path("nettverk/<int:network_id>/innstillinger/regler/", settings.settings_rules, name="settings_rules"),
    path("nettverk/<int:network_id>/innstillinger/roller/", settings.settings_roles, name="settings_roles"),
    path("nettverk/<int:network_id>/innstillinger/roller/ny/", settings.role_add, name="role_add"),
    path("nettverk/<int:network_id>/innstillinger/faser/", settings.settings_phases, name="settings_phases"),
    path("nettverk/<int:network_id>/innstillinger/fase/", settings.phase_enter, name="phase_enter"),
    path("nettverk/<int:network_id>/grupper/", groups.groups, name="groups"),
    path("nettverk/<int:network_id>/grupper/medlem/", groups.group_member_add, name="group_member_add"),
    path(
        "nettverk/<int:network_id>/grupper/medlem/<int:member_id>/",
        groups.group_member_end,
        name="group_member_end",
    ),
    path("nettverk/<int:network_id>/grupper/part/", groups.partner_add, name="partner_add"),
    path("nettverk/<int:network_id>/grupper/part/<int:partner_id>/", groups.partner_remove, name="partner_remove"),
    path("nettverk/<int:network_id>/risiko/ny/", groups.risk_add, name="risk_add"),
    path("nettverk/<int:network_id>/risiko/<int:risk_id>/", groups.risk, name="risk"),
    path("nettverk/<int:network_id>/risiko/<int:risk_id>/lukk/", groups.risk_close, name="risk_close"),
    path("nettverk/<int:network_id>/gjoremal/ny/", groups.task_add, name="task_add"),
    path("nettverk/<int:network_id>/gjoremal/<int:task_id>/gjort/", groups.task_finish, name="task_finish"),
    path("nettverk/<int:network_id>/gjoremal/<int:task_id>/fjern/", groups.task_remove, name="task_remove"),
]
