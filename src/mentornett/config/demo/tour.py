"""Whom to log in as to see what, told when the demo is served."""

DEMO_PASSWORD = "mentornett-demo"  # noqa: S105 (demo log-ins are open by design, and refused on public addresses)
TOUR = (
    ("astrid@eksempel.no", "network leader: every team on one screen"),
    ("gunnar@eksempel.no", "guide: reports to read and answer"),
    ("ragna@eksempel.no", "reference group: reads what it was given"),
    ("kari.elverum@eksempel.no", "coordinator: a status report half written"),
    ("frida.ovreeiker@eksempel.no", "coordinator: the final report, drafted from the status reports"),
    ("solveig.voss@eksempel.no", "coordinator in Nynorsk"),
    ("siri.elverum@eksempel.no", "top leader: one page per period"),
    ("petra.elverum@eksempel.no", "project leader of a mentor programme"),
    ("hanna.elverum@eksempel.no", "human resources: hires and mentors"),
    ("vilde.elverum@eksempel.no", "unit leader: own people"),
    ("maren.elverum@eksempel.no", "measurement lead: what the figures are made of"),
    ("turid.elverum@eksempel.no", "union representative: figures and method"),
    ("prosjektleder.lilledal@eksempel.no", "project leader in a small municipality"),
    ("prosjektleder.mellomaas@eksempel.no", "project leader in a middle one"),
    ("prosjektleder.storvik@eksempel.no", "project leader in a large one"),
    ("leder1.storvik@eksempel.no", "unit leader in the large one: the days between those who left"),
    ("mona.mentor@eksempel.no", "mentor: the next talk"),
    ("anne.mentor@eksempel.no", "mentor who has completed a course: the certificate"),
    ("nora.ny@eksempel.no", "newly hired: the next talk"),
)
