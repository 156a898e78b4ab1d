"""A process that does deeds and says which are done. It is killed in the middle of them, again and again.

Usage: writer.py ROUNDS SEED. A prepared parent forks a child for each round, so that Django is loaded once. With no
rounds it writes until somebody else ends it.
"""

from __future__ import annotations

import itertools
import os
import random
import select
import signal
import sys
import time
from collections.abc import Iterable
from datetime import date

import django

NOTHING = "(nothing)"


def do_deeds(round_number: int, out: int, rounds: Iterable[int]) -> None:
    """Invite one person after the other and give each a role, and tell of each deed when it is done."""
    from mentornett.core.scoping import EVERYONE, inside  # noqa: PLC0415 (after django.setup)
    from mentornett.core.time import now  # noqa: PLC0415
    from mentornett.tenants.actions import find_or_invite, give_role  # noqa: PLC0415
    from mentornett.tenants.models import Organiser, Person  # noqa: PLC0415

    by, organiser = Person.objects.get(email="first@eksempel.no"), Organiser.objects.get()
    for number in rounds:
        email = f"r{round_number}n{number}@eksempel.no"
        with inside(EVERYONE):
            person = find_or_invite(
                email=email, name=f"Navn {number}", by=by, now=now(), language="nb", organiser=organiser
            )
        os.write(out, f"invited {email}\n".encode())
        with inside(EVERYONE):
            give_role(person=person, kind="guide", by=by, starts=date(2026, 1, 1), now=now(), organiser=organiser)
        os.write(out, f"role {email}\n".encode())


def one_round(round_number: int, chance: random.Random) -> str:
    """Let a child work for a moment, kill it, and return what it said was done."""
    from django.db import connections  # noqa: PLC0415

    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        connections.close_all()
        do_deeds(round_number, write, itertools.count())
        os._exit(1)
    os.close(write)
    select.select([read], [], [], 20)  # it has begun to do deeds
    said = os.read(read, 65536)
    time.sleep(chance.uniform(0, 0.06))
    os.kill(child, signal.SIGKILL)
    while part := os.read(read, 65536):
        said += part
    os.close(read)
    os.waitpid(child, 0)
    whole, _, _ = said.decode().rpartition("\n")
    return whole


def main() -> None:
    """Prepare one organiser and the first person, then do the rounds."""
    django.setup()
    from django.db import connections  # noqa: PLC0415

    from mentornett.tenants.models import Organiser, Person  # noqa: PLC0415

    Organiser.objects.create(name="Prøve", short_name="Prøve")
    Person.objects.create(email="first@eksempel.no", name="Første")
    do_deeds(-1, os.open(os.devnull, os.O_WRONLY), range(1))  # what is loaded late is loaded now
    if int(sys.argv[1]) == 0:
        do_deeds(0, sys.stdout.fileno(), itertools.count())
    connections.close_all()
    chance = random.Random(int(sys.argv[2]))  # noqa: S311 (when to kill, nothing secret)
    for round_number in range(int(sys.argv[1])):
        print(one_round(round_number, chance) or NOTHING)  # noqa: T201


if __name__ == "__main__":
    main()
