"""Notes: sealed, one's own or shared, and read by nobody else."""

from __future__ import annotations

from mentornett.core.scoping import Scope, inside
from mentornett.mentoring.actions import notes as actions
from mentornett.mentoring.models import Note
from mentornett.mentoring.permissions.talks import notes_of
from mentornett.mentoring.queries.talks import opened
from mentornett.tenants.queries import scope_of
from tests.cast import NOW, Cast

TEXT = "Bare vi vet dette"


def texts(cast: Cast, name: str) -> list[str]:
    viewer = cast.viewer(name)
    with inside(scope_of(viewer.person.pk, viewer.roles)):
        return [row.text for row in opened(notes_of(viewer)) if "samtalehemmelighet" not in row.text]


def write(cast: Cast, *, shared: bool) -> Note:
    with inside(Scope(person=cast.mentor.pk, municipalities=frozenset({cast.flesberg.pk}))):
        actions.write_note(pair=cast.pair, text=TEXT, shared=shared, by=cast.mentor, now=NOW)
        return (
            Note.objects.select_related("pair__mentor__person", "pair__mentee")
            .order_by("-pk")
            .get(owner=cast.mentor, talk=None)
        )


def test_own_note_is_read_by_its_owner_alone(cast: Cast) -> None:
    write(cast, shared=False)
    assert texts(cast, "mentor") == [TEXT]
    assert not any(texts(cast, name) for name in cast.people if name != "mentor")


def test_shared_note_is_read_by_both_and_changed_and_deleted_for_both(cast: Cast) -> None:
    note = write(cast, shared=True)
    assert [texts(cast, "mentor"), texts(cast, "mentee")] == [[TEXT], [TEXT]]
    with inside(Scope(person=cast.mentor.pk, municipalities=frozenset({cast.flesberg.pk}))):
        actions.change_note(note=note, text="Ny tekst", by=cast.mentor, now=NOW)
    assert [texts(cast, "mentor"), texts(cast, "mentee")] == [["Ny tekst"], ["Ny tekst"]]
    with inside(Scope(person=cast.mentor.pk, municipalities=frozenset({cast.flesberg.pk}))):
        actions.remove_note(note=note, by=cast.mentor, now=NOW)
    assert [texts(cast, "mentor"), texts(cast, "mentee")] == [[], []]
