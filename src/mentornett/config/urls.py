"""All addresses. Every one stands in the access table of tests/web/test_access.py."""

from django.urls import include, path

handler400 = "mentornett.web.errors.bad_request"
handler403 = "mentornett.web.errors.forbidden"
handler404 = "mentornett.web.errors.not_found"
handler500 = "mentornett.web.errors.server_error"

urlpatterns = [
    path("", include("mentornett.web.public.urls")),
    path("", include("mentornett.web.everyone.urls")),
    path("", include("mentornett.web.account_urls")),
    path("arrangor/", include("mentornett.web.organiser.urls")),
    path("program/", include("mentornett.web.programme.urls")),
    path("par/", include("mentornett.web.pair.urls")),
    path("kompetanse/", include("mentornett.web.competence.urls")),
    path("kommune/", include("mentornett.web.municipality.urls")),
    path("demo/", include("mentornett.web.demo.urls")),
]
