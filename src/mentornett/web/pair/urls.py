"""Addresses of this area."""

from django.urls import URLPattern, path

from mentornett.web.pair import away, commitments, completion, own, pages, talks, wishes

app_name = "pair"

urlpatterns: list[URLPattern] = [
    path("", pages.home, name="home"),
    path("onsker/", wishes.wishes, name="wishes"),
    path("onsker/<int:wish_id>/fjern/", wishes.wish_remove, name="wish_remove"),
    path("<int:pair_id>/", pages.pair, name="pair"),
    path("<int:pair_id>/fullfort/", completion.complete, name="complete"),
    path("<int:pair_id>/bevis/", completion.certificate, name="certificate"),
    path("<int:pair_id>/notat/", own.note, name="note"),
    path("<int:pair_id>/borte/", away.away, name="away"),
    path("<int:pair_id>/tilbake/", away.back, name="back"),
    path("<int:pair_id>/passer/", own.fit, name="fit"),
    path("<int:pair_id>/oppgave/<int:task_id>/", own.task, name="task"),
    path("notat/<int:note_id>/", own.note_change, name="note_change"),
    path("notat/<int:note_id>/slett/", own.note_remove, name="note_remove"),
    path("avtale/<int:commitment_id>/", commitments.commitment, name="commitment"),
    path("avtale/<int:commitment_id>/signer/", commitments.commitment_sign, name="commitment_sign"),
    path("avtale/<int:commitment_id>/pdf/", commitments.commitment_pdf, name="commitment_pdf"),
    path("avtale/<int:commitment_id>/tekst/", commitments.commitment_text, name="commitment_text"),
    path("samtale/<int:talk_id>/", talks.talk, name="talk"),
    path("samtale/<int:talk_id>/svar/", talks.answer, name="answer"),
    path("samtale/<int:talk_id>/tid/", talks.time, name="time"),
    path("samtale/<int:talk_id>/godta/", talks.accept, name="accept"),
    path("samtale/<int:talk_id>/kalender/", talks.calendar, name="calendar"),
]
