"""Deeds of the audit log in words: «noun: what was done»."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

NOUNS = {
    "action": _("Action"), "anchoring": _("Anchoring"), "assignment": _("Assignment"),
    "before_now": _("Before and now"), "catch_up": _("Checklist"),
    "calendar_link": _("Calendar link"),
    "bundle": _("Collection of documents"), "comment": _("Comment"), "contact": _("Contact"),
    "digest": _("One-page summary"), "excerpt": _("Excerpt"), "fact": _("Fact"),
    "file": _("File"), "final_report": _("Final report"),
    "gathering": _("Gathering"), "goal": _("Goal"), "group_member": _("Group member"), "guide": _("Guide"),
    "guest": _("Guest"),
    "guidance_time": _("Time for guidance"),
    "invitation": _("Invitation"), "labels": _("Words"), "member": _("Member"), "municipality": _("Municipality"),
    "network": _("Network"), "network_report": _("Network report"),
    "network_goal": _("Goal"), "part": _("Part of a form"),
    "open_meeting": _("Meeting before the network"),
    "matching": _("Matching"), "pair": _("Pair"),
    "organiser": _("Organiser"), "partner": _("Partner"), "person": _("Person"),
    "phase": _("Phase"), "programme": _("Programme"), "phases": _("Phases"), "plan": _("Plan"),
    "question": _("Question"),
    "questionnaire": _("Questionnaire"),
    "reading": _("Leave to read"), "reminder": _("Reminder"), "report": _("Report"), "risk": _("Risk"),
    "role": _("Role"), "role_rule": _("Role in the catalogue"), "roles": _("Role catalogue"), "rules": _("Rules"),
    "score": _("Score"), "sponsor": _("Top leader"), "submission": _("Work"), "submissions": _("Work"),
    "slot": _("Programme"), "tag": _("Tag"), "task": _("To-do"), "team": _("Team"), "unit": _("Unit"),
    "commitment": _("Commitment of three"), "talk": _("Talk"), "note": _("Note"), "fit": _("Fit"),
    "hire_file": _("List of employees"), "hire": _("New hire"), "leave": _("Time away"), "mentor": _("Mentor"),
    "mentor_programme": _("Mentor programme"), "planned_talk": _("Planned talk"),
    "checklist_item": _("Line of the checklist"), "commitment_text": _("Text of the commitment"),
    "unit_step": _("Unit on the spread board"), "joint_programme": _("Joint programme"),
    "course": _("Training course"), "scheme": _("Own scheme"), "enrolment": _("Sign-up for a course"),
    "mentor_call": _("Call for mentors"), "nomination": _("Answer to a call for mentors"),
    "attendance": _("Attendance"), "certificate": _("Certificate"),
    "circle": _("Mentor network"), "circle_member": _("Member of a mentor network"),
    "circle_meeting": _("Meeting of a mentor network"),
    "second_mentor": _("Substitute or co-mentor"),
    "circle_group": _("Groups"), "circle_contract": _("Group contract"),
    "wish": _("Own wish"),
    "pulse": _("The mentors' pulse"),
    "fact_card": _("Fact card"),
    "follow_up_point": _("Point after a network"), "later_value": _("Value after a network"),
    "unit_need": _("Expected need"),
    "research": _("Rows for research"), "shared_spread": _("Spread that is shared with a network"),
    "shared_series": _("Figures by month that are shared with a network"),
    "vacancy": _("Advertised post"), "fact_file": _("List of facts"),
    "piece": _("Figure in the final report"), "poster": _("Poster"),
    "measure": _("What is counted each month"), "months": _("Figures by month"),
    "other_change": _("Other change"), "effect_cells": _("Counts for a network's answer"),
    "network_consent": _("Counts in a network's answers"),
    "baseline": _("Starting point"), "baseline_hire": _("Line of the starting point"),
    "rollout": _("Roll-out in a drawn order"), "rollout_units": _("Units of a roll-out"),
    "release": _("Answers of a half-year"),
    "rollout_foresight": _("Outlook of a roll-out"), "rollout_departure": _("Other start than drawn"),
    "texts": _("Text of letters"), "version": _("Version"), "answer": _("Answer"),
}  # fmt: skip
DEEDS = {
    "accepted": _("accepted"), "activated": _("taken into use"), "added": _("added"), "answered": _("answered"),
    "asked": _("asked"), "assessed": _("assessed"), "attached": _("attached"), "begun": _("begun"),
    "approved": _("approved"), "commented": _("commented"), "booked": _("booked"), "offered": _("offered"),
    "cancelled": _("cancelled"), "changed": _("changed"), "cloned": _("copied"), "completed": _("completed"),
    "certified": _("certificates written"), "chosen": _("chosen"), "closed": _("hidden"),
    "confirmed": _("confirmed"), "created": _("created"), "defined": _("defined"), "described": _("described"),
    "drafted": _("drafted"), "drawn": _("drawn"), "ended": _("ended"), "entered": _("entered"),
    "extended": _("given more time"),
    "fetched": _("fetched"), "finished": _("finished"), "frozen": _("let out"), "forgotten": _("deleted by request"),
    "form": _("form changed"), "granted": _("granted"), "handled": _("handled"),
    "held": _("held"), "invited": _("invited"), "given": _("given"), "loaded": _("loaded"), "logged": _("noted"),
    "locked": _("locked"), "planned": _("planned"),
    "made": _("made"), "marked": _("marked"), "merged": _("merged"), "moved": _("moved"), "noted": _("noted"),
    "onboarded": _("introduced"), "opened": _("opened"), "ordered": _("ordered"), "paused": _("paused"),
    "published": _("published"), "unpublished": _("no longer public"),
    "read": _("read"), "refreshed": _("refreshed"), "removed": _("removed"),
    "reopened": _("opened again"), "replied": _("replied to"), "restored": _("put back"),
    "results_chosen": _("results chosen"), "resumed": _("taken up again"), "reviewed": _("reviewed"),
    "revoked": _("taken back"), "sent": _("sent"), "set": _("set"), "shared": _("shared"), "skipped": _("skipped"),
    "sponsor_named": _("top leader named"), "state_set": _("state changed"), "tagged": _("tagged"),
    "ticked": _("ticked"), "unticked": _("tick taken back"), "two_steps_lost": _("two-step log-in turned off"),
    "expected": _("expected hires set"), "reminded": _("reminded"), "talked_about": _("talked about"),
    "places_set": _("number of mentees set"), "registered": _("registered"),
    "signed": _("signed"), "proposed": _("time proposed"), "agreed": _("time agreed"),
    "put_in": _("put in"), "taken_out": _("taken out"),
    "declined": _("declined"), "taken": _("taken into use"), "left": _("left"),
    "left_programmes": _("own data in mentor programmes deleted by request"),
    "imported": _("imported"), "part_imported": _("imported in part"), "stopped": _("stopped"),
    "rules_set": _("rules of matching set"), "counted": _("counted"),
    "stayed": _("last day or move taken back"), "away": _("away for a time"),
    "back": _("back at work"),
    "taken_back": _("taken back"), "taken_up": _("taken up"), "withdrawn": _("withdrawn"), "written": _("written"),
}  # fmt: skip


def deed_words(verb: str) -> str:
    """Write a verb of the log in words; an unknown one is shown as it is."""
    noun, _dot, deed = verb.partition(".")
    if noun not in NOUNS or deed not in DEEDS:
        return verb
    return f"{NOUNS[noun]}: {DEEDS[deed]}"


PAGES = {
    "colleagues": _("Colleagues"),
    "team": _("The team's page"), "municipality:team": _("The team's page"), "roster": _("The roster"),
    "circle": _("A mentor network"),
    "people": _("Colleagues"), "log": _("The log"), "report": _("A report"), "glance": _("The network at a glance"),
    "matching": _("Find mentors"), "pair": _("A pair"), "pairs": _("Pairs"),
    "groups": _("Groups and tasks"), "reading": _("Reports to read"), "guides": _("Guides"),
    "final report": _("The final report"), "synthesis": _("The synthesis"), "readers": _("Readers"),
    "shared": _("Shared in the network"), "hires": _("New hires"), "hire": _("A new hire"),
    "follow_up": _("To follow up"),
    "between_leavers": _("Days between those who left"),
    "own_people": _("My new hires"), "mentors": _("The register of mentors"), "mentor": _("A mentor"),
    "participants": _("The participants of a course"), "course sign-up": _("Sign-up for a course"),
    "attendance": _("Attendance at a course"), "certificate": _("A certificate"),
    "mentor_end": _("A mentor"), "mentor_leave": _("A mentor"), "hire_end": _("A new hire"),
    "match_run": _("Find mentors"), "hire_move": _("A new hire"),
    "baseline": _("The starting point"), "roles": _("Roles"),
    "unit_leaders": _("Unit leaders"),
    "research": _("Rows for research, without names"), "spells": _("Began and left"),
}  # fmt: skip


def page_words(page: str) -> str:
    """Write the name of a page in the access log in words; an unknown one is shown as it is."""
    return str(PAGES.get(page, page))
