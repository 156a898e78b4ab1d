from django.urls import path

from mentornett.web.demo import outbox, pages, people

app_name = "demo"

urlpatterns = [
    path("komponenter/", pages.components, name="components"),
    path("logg-inn/<int:person_id>/", people.log_in, name="log_in"),
    path("utboks/", outbox.outbox, name="outbox"),
    path("utboks/<int:letter_id>/", outbox.letter, name="letter"),
    path("utboks/<int:letter_id>/html/", outbox.letter_html, name="letter_html"),
]
