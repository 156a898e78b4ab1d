"""Addresses of this area."""

from django.urls import URLPattern, path

from mentornett.web.municipality import (
    answers,
    assignments,
    before_now,
    comments,
    course,
    final,
    people,
    places,
    plans,
    reports,
    shared,
    team,
)

app_name = "municipality"
urlpatterns: list[URLPattern] = [
    # teams and people
    path("team/", team.teams, name="teams"),
    path("team/<int:team_id>/", team.team, name="team"),
    path("team/<int:team_id>/om/", team.edit, name="team_edit"),
    path("team/<int:team_id>/toppleder/", team.sponsor, name="sponsor"),
    path("team/<int:team_id>/pause/", team.pause, name="pause"),
    path("team/<int:team_id>/fortsett/", team.resume, name="resume"),
    path("team/<int:team_id>/avslutt/", team.end, name="team_end"),
    path("team/<int:team_id>/folk/", people.roster, name="roster"),
    path("team/<int:team_id>/folk/ny/", people.member_new, name="member_new"),
    path("medlem/<int:member_id>/rolle/", people.member_role, name="member_role"),
    path("medlem/<int:member_id>/slutt/", people.member_end, name="member_end"),
    path("ny-leder/<int:member_id>/", people.onboarding, name="onboarding"),
    path("ny-leder/<int:member_id>/lest/", people.onboarding_read, name="onboarding_read"),
    path("sporsmal/<int:question_id>/", team.answer_sponsor, name="answer_sponsor"),
    path("sted/<int:municipality_id>/", places.units, name="units"),
    path("sted/<int:municipality_id>/profil/", places.profile_edit, name="profile_edit"),
    path("sted/<int:municipality_id>/enhet/", places.unit_new, name="unit_new"),
    path("enhet/<int:unit_id>/", places.unit_edit, name="unit_edit"),
    path("enhet/<int:unit_id>/toppleder/", places.unit_sponsor, name="unit_sponsor"),
    path("nettverk/<int:network_id>/deltakere/", places.participants, name="participants"),
    # assignments and reports
    path("team/<int:team_id>/oppgaver/", assignments.assignments, name="assignments"),
    path("rapport/<int:submission_id>/", reports.report, name="report"),
    path("rapport/<int:submission_id>/lagre/", reports.report_save, name="report_save"),
    path("rapport/<int:submission_id>/svar/<str:key>/", answers.answer, name="report_answer"),
    path("rapport/<int:submission_id>/her/", answers.presence, name="report_presence"),
    path("rapport/<int:submission_id>/se-over/", reports.report_summary, name="report_summary"),
    path("rapport/<int:submission_id>/send/", reports.report_send, name="report_send"),
    path("rapport/<int:submission_id>/hopp-over/", reports.report_skip, name="report_skip"),
    path("rapport/<int:submission_id>/ta-opp/", reports.report_take_up, name="report_take_up"),
    path("rapport/<int:submission_id>/ta-tilbake/", reports.report_take_back, name="report_take_back"),
    path("rapport/<int:submission_id>/historikk/", reports.report_history, name="report_history"),
    path("vedlegg/<int:attachment_id>/", reports.attachment, name="attachment"),
    # goals and plans
    path("team/<int:team_id>/framdrift/", plans.progress_plan, name="progress_plan"),
    path("team/<int:team_id>/framdrift/lagre/", plans.progress_plan_save, name="progress_plan_save"),
    path("team/<int:team_id>/prosjektplan/", plans.project_plan, name="project_plan"),
    path("team/<int:team_id>/mal/", plans.goal_add, name="goal_add"),
    path("mal/<int:goal_id>/", plans.goal, name="goal"),
    path("mal/<int:goal_id>/endre/", plans.goal_change, name="goal_change"),
    path("mal/<int:goal_id>/bort/", plans.goal_drop, name="goal_drop"),
    path("team/<int:team_id>/kommunikasjon/", plans.communication_plan, name="communication_plan"),
    # before and now
    path("team/<int:team_id>/for-og-na/", before_now.table, name="before_now"),
    path("team/<int:team_id>/for-og-na/ny/", before_now.add, name="before_now_add"),
    path("team/<int:team_id>/for-og-na/telling/", before_now.baseline, name="before_now_baseline"),
    path("team/<int:team_id>/for-og-na/fil/<str:form>/", before_now.table_file, name="before_now_file"),
    path("for-og-na/<int:row_id>/", before_now.change, name="before_now_change"),
    path("for-og-na/<int:row_id>/fjern/", before_now.remove, name="before_now_remove"),
    path("for-og-na/<int:row_id>/angre/", before_now.restore, name="before_now_restore"),
    path("for-og-na/<int:row_id>/flytt/", before_now.move, name="before_now_move"),
    path("for-og-na/<int:row_id>/deling/", before_now.share, name="before_now_share"),
    # shared in the network
    path("nettverk/<int:network_id>/delt/", shared.shared, name="shared"),
    # course
    path("nettverk/<int:network_id>/", course.course, name="course"),
    path("nettverk/<int:network_id>/kalender/", course.calendar, name="calendar"),
    path("nettverk/<int:network_id>/samlinger/<int:number>/", course.gathering, name="gathering"),
    path(
        "nettverk/<int:network_id>/samlinger/<int:number>/kalender/",
        course.calendar_of_gathering,
        name="gathering_calendar",
    ),
    # guidance
    path("rapport/<int:submission_id>/kommentar/", comments.comment, name="comment"),
    path("kommentar/<int:comment_id>/svar/", comments.comment_reply, name="comment_reply"),
    path("kommentar/<int:comment_id>/handtert/", comments.comment_handled, name="comment_handled"),
    path("team/<int:team_id>/forankring/", comments.anchoring, name="anchoring"),
    # final report and files
    path("sluttrapport/<int:submission_id>/", final.report, name="final_report"),
    path("sluttrapport/<int:submission_id>/oppdater/", final.refresh, name="final_report_refresh"),
    path("sluttrapport/<int:submission_id>/resultater/", final.results, name="final_report_results"),
    path("rapport/<int:submission_id>/fil/<str:form>/", final.report_file, name="report_file"),
]
