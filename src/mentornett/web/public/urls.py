"""Addresses of this area."""

from django.urls import URLPattern, path

from mentornett.web.public import (
    calendar_feed,
    certificates,
    digest,
    drawn_orders,
    invitations,
    mentor_calls,
    networks,
    pages,
    research,
    talks,
    wishes,
)

app_name = "public"
urlpatterns: list[URLPattern] = [
    path("", pages.start, name="start"),
    path("tilgjengelighet/", pages.accessibility, name="accessibility"),
    path("personvern/", pages.privacy, name="privacy"),
    path("laeringsnettverk/<int:network_id>/", networks.network, name="network"),
    path("isready", pages.isready, name="isready"),
    path("isalive", pages.isalive, name="isalive"),
    path("invitasjon/<str:token>/", invitations.invitation, name="invitation"),
    path("invitasjon/<str:token>/ny/", invitations.renew, name="invitation_renew"),
    path("kalender/<str:token>.ics", calendar_feed.calendar_feed, name="calendar_feed"),
    path("bli-mentor/<str:secret>/", mentor_calls.mentor_call, name="mentor_call"),
    path("forskning/<str:token>/", research.research, name="research"),
    path("forskning/<str:token>/hent/", research.research_file, name="research_file"),
    path("kursbevis/<str:code>/", certificates.certificate, name="certificate"),
    path("loddtrekning/<str:code>/", drawn_orders.drawn_order, name="drawn_order"),
    path("loddtrekning/<str:code>/plan.txt", drawn_orders.drawn_order_text, name="drawn_order_text"),
    path("samtale/<str:token>/", talks.talk_answer, name="talk_answer"),
    path("onske/<str:token>/", wishes.wish, name="wish"),
    path("oppsummering/<str:token>/", digest.digest, name="digest"),
    path("oppsummering/<str:token>/lest/", digest.digest_read, name="digest_read"),
    path("oppsummering/<str:token>/bekreft/", digest.digest_confirm, name="digest_confirm"),
    path("oppsummering/<str:token>/spor/", digest.digest_ask, name="digest_ask"),
]
