"""Addresses of this area."""

from django.urls import URLPattern, path

from mentornett.web.programme import hires, hires_import, matching, mentors, own_people, pairs

app_name = "programme"

urlpatterns: list[URLPattern] = [
    path("mine/", own_people.own_people, name="own_people"),
    path("nyansatte/", hires.hires, name="hires"),
    path("nyansatte/fil/<slug:form>/", hires.hires_file, name="hires_file"),
    path("kommune/<int:municipality_id>/nyansatte/ny/", hires.hire_new, name="hire_new"),
    path("nyansatte/<int:hire_id>/", hires.hire, name="hire"),
    path("nyansatte/<int:hire_id>/endre/", hires.hire_change, name="hire_change"),
    path("nyansatte/<int:hire_id>/flytt/", hires.hire_move, name="hire_move"),
    path("nyansatte/<int:hire_id>/slutt/", hires.hire_end, name="hire_end"),
    path("nyansatte/<int:hire_id>/borte/", hires.hire_leave, name="hire_leave"),
    path("nyansatte/<int:hire_id>/tilbake/", hires.leave_end, name="leave_end"),
    path("kommune/<int:municipality_id>/nyansatte/liste/", hires_import.import_new, name="import_new"),
    path("nyansatte/liste/<int:file_id>/", hires_import.import_file, name="import"),
    path("nyansatte/liste/<int:file_id>/hent/", hires_import.import_run, name="import_run"),
    path("nyansatte/liste/<int:file_id>/kast/", hires_import.import_remove, name="import_remove"),
    path("mentorer/", mentors.mentors, name="mentors"),
    path("mentorer/fil/<slug:form>/", mentors.mentors_file, name="mentors_file"),
    path("kommune/<int:municipality_id>/mentorer/ny/", mentors.mentor_new, name="mentor_new"),
    path("mentorer/<int:mentor_id>/", mentors.mentor, name="mentor"),
    path("mentorer/<int:mentor_id>/endre/", mentors.mentor_change, name="mentor_change"),
    path("mentorer/<int:mentor_id>/plasser/", mentors.mentor_places, name="mentor_places"),
    path("mentorer/<int:mentor_id>/slutt/", mentors.mentor_end, name="mentor_end"),
    path("<int:programme_id>/matching/", matching.matching, name="matching"),
    path("<int:programme_id>/matching/foresla/", matching.matching_propose, name="matching_propose"),
    path("<int:programme_id>/matching/las/", matching.matching_lock, name="matching_lock"),
    path("<int:programme_id>/matching/send/", matching.matching_approve, name="matching_approve"),
    path("par/", pairs.pairs, name="pairs"),
    path("par/<int:pair_id>/", pairs.pair, name="pair"),
    path("par/<int:pair_id>/avslutt/", pairs.pair_end, name="pair_end"),
    path("par/<int:pair_id>/bytt/", pairs.pair_change, name="pair_change"),
]
