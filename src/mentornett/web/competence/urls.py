"""Addresses of this area."""

from django.urls import URLPattern, path

from mentornett.web.competence import courses, home

app_name = "competence"

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("kurs/nytt/arrangor/<int:organiser_id>/", courses.course_new_at_organiser, name="course_new_at_organiser"),
    path("kurs/nytt/kommune/<int:municipality_id>/", courses.course_new, name="course_new"),
    path("kurs/<int:course_id>/", courses.course, name="course"),
    path("kurs/<int:course_id>/endre/", courses.course_change, name="course_change"),
    path("kurs/<int:course_id>/apne/", courses.course_open, name="course_open"),
]
