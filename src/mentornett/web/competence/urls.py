"""Addresses of this area."""

from django.urls import URLPattern, URLResolver, include, path

from mentornett.web.competence import attendance, course_parts, courses, enrolments, groups, home, pulse, schemes

app_name = "competence"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("kurs/nytt/arrangor/<int:organiser_id>/", courses.course_new_at_organiser, name="course_new_at_organiser"),
    path("kurs/nytt/kommune/<int:municipality_id>/", courses.course_new, name="course_new"),
    path("kurs/<int:course_id>/", courses.course, name="course"),
    path("kurs/<int:course_id>/endre/", courses.course_change, name="course_change"),
    path("kurs/<int:course_id>/apne/", courses.course_open, name="course_open"),
    path("kurs/<int:course_id>/tilbud/", course_parts.quotas, name="quotas"),
    path("kurs/<int:course_id>/okt/ny/", course_parts.session_new, name="session_new"),
    path("kurs/<int:course_id>/okt/serie/", course_parts.series_new, name="series_new"),
    path("kurs/<int:course_id>/okt/<int:session_id>/", course_parts.session_change, name="session_change"),
    path("kurs/<int:course_id>/okt/<int:session_id>/fjern/", course_parts.session_remove, name="session_remove"),
    path("kurs/<int:course_id>/modul/ny/", course_parts.module_new, name="module_new"),
    path("kurs/<int:course_id>/modul/<int:module_id>/", course_parts.module_change, name="module_change"),
    path("kurs/<int:course_id>/modul/<int:module_id>/fjern/", course_parts.module_remove, name="module_remove"),
    path("kurs/<int:course_id>/modul/<int:module_id>/gjort/", attendance.module_done, name="module_done"),
    path("kurs/<int:course_id>/meld-pa/", enrolments.sign_up, name="sign_up"),
    path("kurs/<int:course_id>/meld-pa-mentorer/", enrolments.sign_up_others, name="sign_up_others"),
    path("kurs/<int:course_id>/deltakere/", enrolments.participants, name="participants"),
    path("kurs/<int:course_id>/deltakere/fil/<slug:form>/", enrolments.participants_file, name="participants_file"),
    path("kurs/<int:course_id>/fullfor/", enrolments.complete, name="complete"),
    path("pamelding/<int:enrolment_id>/svar/", enrolments.answer, name="answer"),
    path("pamelding/<int:enrolment_id>/trekk/", enrolments.withdraw, name="withdraw"),
    path("pamelding/<int:enrolment_id>/kursbevis/", attendance.certificate, name="certificate"),
    path("pamelding/<int:enrolment_id>/ta-tilbake/", attendance.take_back, name="take_back"),
    path("kurs/<int:course_id>/okt/<int:session_id>/oppmote/", attendance.attendance, name="attendance"),
    path(
        "kurs/<int:course_id>/okt/<int:session_id>/oppmote/alle/",
        attendance.attendance_everyone,
        name="attendance_everyone",
    ),
    path(
        "kurs/<int:course_id>/okt/<int:session_id>/oppmote/angre/", attendance.attendance_undo, name="attendance_undo"
    ),
    path(
        "kurs/<int:course_id>/okt/<int:session_id>/oppmote/<int:enrolment_id>/",
        attendance.attendance_note,
        name="attendance_note",
    ),
    path("kurs/<int:course_id>/grupper/", groups.course_groups, name="course_groups"),
    path("puls/", pulse.pulse, name="pulse"),
    path("puls/tall/", pulse.pulse_figures, name="pulse_figures"),
    path("nettverk/", include("mentornett.web.competence.urls_circles")),
    path("opplegg/", schemes.schemes, name="schemes"),
    path("opplegg/kommune/<int:municipality_id>/nytt/", schemes.scheme_new, name="scheme_new"),
    path("opplegg/<int:scheme_id>/", schemes.scheme, name="scheme"),
    path("opplegg/<int:scheme_id>/endre/", schemes.scheme_change, name="scheme_change"),
    path("opplegg/<int:scheme_id>/dato/<int:date_id>/fjern/", schemes.scheme_date_remove, name="scheme_date_remove"),
]
