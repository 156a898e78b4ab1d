"""Times a final report with tables and pictures in Word and PDF, and a hundred in the job: `make bench-documents`.

Builds the demo in a folder of its own, takes its fullest final report, and gives ninety-odd more teams the same one.
Both clocks are shown: seconds on the wall and of the processor; the first document of a process also loads the writers,
and stands alone.
"""

import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from statistics import median
from typing import Any

WORD, PDF, ROUNDS, MANY = 0.2, 0.3, 9, 100


def main() -> int:
    """Print each figure; the status tells whether both documents are within their limits."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(
            DJANGO_SETTINGS_MODULE="mentornett.config.settings", MENTORNETT_DATA=folder, MENTORNETT_DEMO="1",
            DATABASE_URL=f"sqlite:///{folder}/mentornett.sqlite3",
        )  # fmt: skip
        import django  # noqa: PLC0415 (the environment comes first)

        django.setup()
        return measured()


def measured() -> int:
    """Write one report again and again, then a hundred in the job."""
    from mentornett.core.scoping import EVERYONE, inside  # noqa: PLC0415 (the environment comes first)

    with inside(EVERYONE):
        submission = fullest_report()
        in_word, in_pdf = (one(submission, name) for name in ("word", "pdf"))
    a_hundred(submission)
    print(f"Limits: {WORD} s in Word, {PDF} s in PDF.")
    return 0 if in_word <= WORD and in_pdf <= PDF else 1


def fullest_report() -> Any:
    """Load the demo and return the delivered final report with most answers."""
    from django.core.management import call_command  # noqa: PLC0415 (the environment comes first)
    from django.db.models import Count  # noqa: PLC0415

    from mentornett.config.demo.load import load_demo_if_empty  # noqa: PLC0415
    from mentornett.core.time import now  # noqa: PLC0415
    from mentornett.network.models import Submission  # noqa: PLC0415
    from mentornett.tenants.actions.register import load_register_if_empty  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    load_register_if_empty()
    load_demo_if_empty(now=now())
    rows = Submission.objects.filter(assignment__kind="final_report", state="sent")
    rows = rows.select_related("team__municipality", "team__network", "assignment__gathering", "sheet__version")
    return rows.annotate(said=Count("sheet__answers")).order_by("-said", "pk")[0]


def one(submission: Any, name: str) -> float:
    """Print and return the median seconds of a processor for reading and writing one document."""
    from mentornett.core.time import now, today  # noqa: PLC0415 (the environment comes first)
    from mentornett.documents.blocks import Picture, Table  # noqa: PLC0415
    from mentornett.documents.pdf import as_pdf  # noqa: PLC0415
    from mentornett.documents.word import as_word  # noqa: PLC0415
    from mentornett.reports.bundles import document_of  # noqa: PLC0415

    write: Callable[..., Any] = as_word if name == "word" else as_pdf
    walls, cores = [], []
    for _round in range(ROUNDS + 1):
        wall, core = time.perf_counter(), time.process_time()
        document = document_of(submission, today())
        file = write(document, written_at=now().replace(microsecond=0))
        walls.append(time.perf_counter() - wall)
        cores.append(time.process_time() - core)
    tables, pictures = (sum(isinstance(block, kind) for block in document.blocks) for kind in (Table, Picture))
    print(
        f"{name}: {median(walls[1:]):.3f} s ({median(cores[1:]):.3f} s of a core; the first {walls[0]:.2f} s), "
        f"{len(file.content) // 1000} kB, {tables} tables, {pictures} pictures"
    )
    return median(cores[1:])


def a_hundred(submission: Any) -> None:
    """Order a bundle for a hundred teams in each form, make it as the job does, and look how far it has come."""
    from mentornett.core.scoping import EVERYONE, inside  # noqa: PLC0415 (the environment comes first)
    from mentornett.core.time import now, today  # noqa: PLC0415
    from mentornett.reports.bundles import ask_for_bundle, make_bundle  # noqa: PLC0415
    from mentornett.reports.models import Bundle  # noqa: PLC0415
    from mentornett.tenants.models import Person  # noqa: PLC0415

    with inside(EVERYONE):
        more_teams(submission)
        leader = Person.objects.get(email="astrid@eksempel.no")
    for form in ("word", "pdf"):
        with inside(EVERYONE):
            bundle = ask_for_bundle(assignment=submission.assignment, form=form, language="nb", by=leader, now=now())
        seen: set[int] = set()
        stop = threading.Event()
        watcher = threading.Thread(target=watch, args=(bundle.pk, seen, stop))
        watcher.start()
        started = time.perf_counter()
        make_bundle(bundle_id=bundle.pk, scope=EVERYONE, now=now(), today=today())
        took = time.perf_counter() - started
        stop.set()
        watcher.join()
        with inside(EVERYONE):
            done = Bundle.objects.get(pk=bundle.pk)
        print(
            f"{done.done} in {form}: {took:.1f} s, {len(done.content) / 1e6:.1f} MB; "
            f"somebody who looks at the page saw {len(seen)} different counts on the way"
        )


def watch(bundle_id: int, seen: set[int], stop: threading.Event) -> None:
    """Look how many documents are done, as the page does that shows it."""
    from django.db import connection  # noqa: PLC0415 (the environment comes first)

    from mentornett.core.scoping import EVERYONE, inside  # noqa: PLC0415
    from mentornett.reports.models import Bundle  # noqa: PLC0415

    while not stop.wait(0.1):
        with inside(EVERYONE):
            seen.add(Bundle.objects.values_list("done", flat=True).get(pk=bundle_id))
    connection.close()


def more_teams(submission: Any) -> None:
    """Give as many teams more as make a hundred the same final report, sheet and answers."""
    from mentornett.network.models import Submission, Team  # noqa: PLC0415 (the environment comes first)
    from mentornett.questionnaires.models import Answer, AnswerSheet  # noqa: PLC0415

    there = Submission.objects.filter(assignment=submission.assignment, state__in=["sent", "assessed", "closed"])
    side = {"organiser_id": submission.organiser_id, "municipality_id": submission.municipality_id}
    answers = list(Answer.objects.filter(sheet=submission.sheet))
    for number in range(MANY - there.count()):
        team = Team.objects.create(
            network_id=submission.team.network_id, name=f"Team {number}", joined=submission.team.joined, **side
        )
        sheet = AnswerSheet.objects.create(
            version_id=submission.sheet.version_id, created_at=submission.sheet.created_at, locked=True, **side
        )
        Submission.objects.create(
            team=team, assignment=submission.assignment, sheet=sheet, state="sent", opened_on=submission.opened_on,
            sent_at=submission.sent_at, **side,
        )  # fmt: skip
        for answer in answers:
            answer.pk, answer.sheet = None, sheet
            answer._state.adding = True
            answer.save()


if __name__ == "__main__":
    sys.exit(main())
