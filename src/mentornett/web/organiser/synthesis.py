"""Reading across teams: one question and all teams, passages, tags and quotes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from mentornett.core.text import in_language
from mentornett.network.actions import synthesis as actions
from mentornett.network.permissions import synthesis as permissions
from mentornett.network.queries import synthesis as queries
from mentornett.reports.synthesis import plenary_document, plenary_slides, synthesis_document, synthesis_sheet
from mentornett.reports.words import language_now
from mentornett.web.files import document_file, table_file
from mentornett.web.http import MemberRequest, download
from mentornett.web.organiser.finding import followed

PER_PAGE = 20  # marked passages


def _chosen(rows: list[Any], wanted: str) -> Any:
    return next((row for row in rows if str(row.pk) == wanted), rows[0] if rows else None)


def _assignment(request: MemberRequest, network_id: int, assignment_id: int) -> Any:
    network = followed(request, network_id)
    return get_object_or_404(queries.assignments_to_read(network).select_related("network"), pk=assignment_id)


@require_safe
def synthesis(request: MemberRequest, network_id: int) -> HttpResponse:
    """Show what every team answered to one question of one report; ?tag= shows only passages with that tag."""
    network = followed(request, network_id)
    assignments = list(queries.assignments_to_read(network))
    assignment = _chosen(assignments, request.GET.get("assignment", "") or _most_delivered(assignments))
    questions = list(queries.questions_to_read(assignment)) if assignment else []
    question = _chosen(questions, request.GET.get("question", "")) if questions else None
    tags = list(queries.tags_of(network))
    tag = next((each for each in tags if str(each.pk) == request.GET.get("tag")), None)
    said = queries.said_about(assignment, [question], language_now())[question.pk] if question else []
    context = {
        "network": network, "assignments": assignments, "assignment": assignment, "questions": questions,
        "question": question, "tags": tags, "tag": tag,
        "said": [_card(each, tag) for each in said if tag is None or any(tag in x.tags.all() for x in each.excerpts)],
        "answered": sum(bool(each.text) for each in said), "count": len(said),
        "may_code": permissions.may_code(request.viewer, network),
    }  # fmt: skip
    return render(request, "organiser/synthesis.html", context)


def _most_delivered(assignments: list[Any]) -> str:
    """Return the newest report that somebody has delivered."""
    return next((str(each.pk) for each in assignments if each.delivered), "")


def _card(each: queries.Said, tag: Any) -> dict[str, Any]:
    marked = [excerpt for excerpt in each.excerpts if tag is None or tag in excerpt.tags.all()]
    return {"said": each, "excerpts": marked, "team": each.submission.team}


def _back(request: MemberRequest, network_id: int) -> HttpResponse:
    """Go back to the place on the synthesis page that the form came from."""
    wanted = {name: request.POST.get(name, "") for name in ("assignment", "question")}
    query = "&".join(f"{name}={value}" for name, value in wanted.items() if value.isdecimal())
    at = request.POST.get("at", "")
    place = f"#svar-{at}" if at.isdecimal() else ""
    return redirect(f"{reverse('organiser:synthesis', args=[network_id])}?{query}{place}")


@require_POST
def excerpt_mark(request: MemberRequest, network_id: int) -> HttpResponse:
    """Mark a passage of an answer, with tags."""
    network = followed(request, network_id)
    if not permissions.may_code(request.viewer, network):
        raise PermissionDenied
    answer = permissions.answer_to_code(request.viewer, network, request.POST.get("answer", ""))
    if answer is None:
        raise Http404
    try:
        tags = _tags(request, network)
        actions.mark_excerpt(
            submission=answer.sheet.submission, answer=answer, text=request.POST.get("text", ""), tags=tags,
            by=request.user, now=request.now, language=language_now(),
        )  # fmt: skip
    except actions.NotInAnswerError:
        messages.error(request, gettext("Copy the passage word for word from the answer, and not the whole report."))
    except actions.TagError:
        messages.error(request, gettext("Give the tag a name of at most 80 characters."))
    else:
        messages.success(request, gettext("The passage is marked."))
    return _back(request, network_id)


def _tags(request: MemberRequest, network: Any) -> list[Any]:
    """Return the chosen tags, and one more when a new name was typed. Raises TagError."""
    known = {str(tag.pk): tag for tag in queries.tags_of(network)}
    chosen = [known[pk] for pk in request.POST.getlist("tags") if pk in known]
    name = " ".join(request.POST.get("new_tag", "").split())
    if not name:
        return chosen
    same = next((tag for tag in known.values() if tag.text.casefold() == name.casefold()), None)
    made = same or actions.create_tag(network=network, text=name, by=request.user, now=request.now)
    return [*chosen, made]


@require_safe
def excerpts(request: MemberRequest, network_id: int) -> HttpResponse:
    """List the marked passages, with what may be quoted; ?tag= filters."""
    return _excerpts(request, followed(request, network_id))


def _excerpts(request: MemberRequest, network: Any, refused: Any = None) -> HttpResponse:
    """Answer with the list; `refused` is the passage whose new tag could not be made, and stands first then."""
    tags = list(queries.tags_of(network))
    tag = next((each for each in tags if str(each.pk) == request.GET.get("tag")), None)
    page_obj = Paginator(queries.excerpts_in(network, tag=tag), PER_PAGE).get_page(request.GET.get("page"))
    shown = [each for each in page_obj.object_list if refused is None or each.pk != refused.pk]
    rows = [
        {
            "excerpt": excerpt,
            "quotable": queries.is_quotable(excerpt),
            "shared": queries.is_shared(excerpt),
            "tags": list(excerpt.tags.all()),
            "typed": request.POST.get("new_tag", "") if excerpt == refused else "",
            "problem": gettext("Give the tag a name of at most 80 characters.") if excerpt == refused else "",
        }
        for excerpt in ([refused, *shown] if refused else shown)
    ]
    context = {
        "network": network, "rows": rows, "page_obj": page_obj, "tags": tags, "tag": tag,
        "may_code": permissions.may_code(request.viewer, network),
        "may_quote": permissions.may_quote(request.viewer, network),
    }  # fmt: skip
    return render(request, "organiser/excerpts.html", context, status=422 if refused else 200)


def _excerpt(request: MemberRequest, excerpt_id: int) -> Any:
    return get_object_or_404(permissions.excerpts_visible_to(request.viewer), pk=excerpt_id)


def _network_of(excerpt: Any) -> Any:
    return excerpt.submission.assignment.network


@require_POST
def excerpt_remove(request: MemberRequest, excerpt_id: int) -> HttpResponse:
    """Take a mark away."""
    excerpt = _excerpt(request, excerpt_id)
    actions.remove_excerpt(excerpt=excerpt, by=request.user, now=request.now)
    messages.success(request, gettext("The mark is removed. The team's answer is untouched."))
    return redirect("organiser:excerpts", _network_of(excerpt).pk)


@require_POST
def excerpt_tag(request: MemberRequest, excerpt_id: int) -> HttpResponse:
    """Give a passage the chosen tags."""
    excerpt = _excerpt(request, excerpt_id)
    network = _network_of(excerpt)
    try:
        actions.tag_excerpt(excerpt=excerpt, tags=_tags(request, network), by=request.user, now=request.now)
    except actions.TagError:
        return _excerpts(request, network, refused=excerpt)
    return redirect("organiser:excerpts", network.pk)


@require_POST
def excerpt_quote(request: MemberRequest, excerpt_id: int) -> HttpResponse:
    """Choose a passage for the network report, or take it out; refused when the team does not share it."""
    excerpt = _excerpt(request, excerpt_id)
    network = _network_of(excerpt)
    if not permissions.may_quote(request.viewer, network):
        raise PermissionDenied
    quoted = request.POST.get("quoted") == "yes"
    try:
        actions.quote_excerpt(excerpt=excerpt, quoted=quoted, by=request.user, now=request.now)
    except actions.NotSharedError:
        messages.error(request, gettext("The team does not share this, so it cannot be quoted."))
    return redirect("organiser:excerpts", network.pk)


@require_safe
def tags(request: MemberRequest, network_id: int) -> HttpResponse:
    """List the tags with how many passages each has."""
    return _tag_page(request, followed(request, network_id))


def _tag_page(request: MemberRequest, network: Any, problem: str = "", wrong: int = 0) -> HttpResponse:
    """Answer with the list; a problem is about the new tag, or about the name of the tag with the id `wrong`."""
    context = {
        "network": network, "tags": list(queries.tags_of(network)), "problem": problem, "wrong": wrong,
        "may_code": permissions.may_code(request.viewer, network), "typed": request.POST.get("text", ""),
    }  # fmt: skip
    return render(request, "organiser/tags.html", context, status=422 if problem else 200)


@require_POST
def tag_add(request: MemberRequest, network_id: int) -> HttpResponse:
    """Make a tag."""
    network = followed(request, network_id)
    try:
        actions.create_tag(network=network, text=request.POST.get("text", ""), by=request.user, now=request.now)
    except actions.TagError:
        problem = gettext("Give the tag a name that is not taken, of at most 80 characters.")
        return _tag_page(request, network, problem)
    return redirect("organiser:tags", network_id)


def _tag(request: MemberRequest, tag_id: int) -> Any:
    tag = get_object_or_404(permissions.tags_visible_to(request.viewer), pk=tag_id)
    if not permissions.may_code(request.viewer, tag.network):
        raise PermissionDenied
    return tag


@require_POST
def tag_rename(request: MemberRequest, tag_id: int) -> HttpResponse:
    """Give a tag another name."""
    tag = _tag(request, tag_id)
    try:
        actions.rename_tag(tag=tag, text=request.POST.get("text", ""), by=request.user, now=request.now)
    except actions.TagError:
        problem = gettext("The name is empty, too long or taken. You can merge two tags instead.")
        return _tag_page(request, tag.network, problem, wrong=tag.pk)
    return redirect("organiser:tags", tag.network_id)


@require_POST
def tag_merge(request: MemberRequest, tag_id: int) -> HttpResponse:
    """Move all passages of a tag to another one."""
    tag = _tag(request, tag_id)
    wanted = request.POST.get("into", "")
    others = permissions.tags_visible_to(request.viewer).filter(network=tag.network)
    into = others.filter(pk=int(wanted)).first() if wanted.isdecimal() else None
    network_id = tag.network_id
    try:
        if into is None:
            raise actions.TagError
        actions.merge_tags(tag=tag, into=into, by=request.user, now=request.now)
        messages.success(request, gettext("The passages now have the tag «%(tag)s».") % {"tag": into.text})
    except actions.TagError:
        messages.error(request, gettext("Choose another tag to merge it with."))
    return redirect("organiser:tags", network_id)


@require_safe
def tag_ask(request: MemberRequest, tag_id: int) -> HttpResponse:
    """Ask before a tag is removed, and say what happens to its passages."""
    tag = _tag(request, tag_id)
    return render(request, "organiser/tag_remove.html", {"tag": tag, "network": tag.network})


@require_POST
def tag_remove(request: MemberRequest, tag_id: int) -> HttpResponse:
    """Remove a tag; its passages stay marked."""
    tag = _tag(request, tag_id)
    network_id = tag.network_id
    actions.remove_tag(tag=tag, by=request.user, now=request.now)
    messages.success(request, gettext("The tag is removed."))
    return redirect("organiser:tags", network_id)


@require_safe
def synthesis_file(request: MemberRequest, network_id: int, assignment_id: int, form: str) -> HttpResponse:
    """Download all questions and all teams as Word, PDF, Excel or CSV, for the organiser's own use."""
    assignment = _assignment(request, network_id, assignment_id)
    questions = list(queries.questions_to_read(assignment))
    said = queries.said_about(assignment, questions, language_now())
    document = synthesis_document(assignment, questions, said, today=request.today)
    return table_file(synthesis_sheet(questions, said), document, form, now=request.now)


@require_safe
def plenary(request: MemberRequest, network_id: int, assignment_id: int) -> HttpResponse:
    """Show the passages that may be shown at the gathering: what the teams say (E02, E06)."""
    return _plenary(request, _assignment(request, network_id, assignment_id))


def _plenary(request: MemberRequest, assignment: Any, problem: str = "") -> HttpResponse:
    rows = queries.quotable_in(assignment.network, assignment=assignment)
    marked = queries.excerpts_in(assignment.network, assignment=assignment).count()
    context = {
        "network": assignment.network, "assignment": assignment, "excerpts": rows,
        "title": in_language(assignment.title), "hidden": marked - len(rows), "problem": problem,
    }  # fmt: skip
    return render(request, "organiser/plenary.html", context, status=422 if problem else 200)


@require_safe
def plenary_slides_file(request: MemberRequest, network_id: int, assignment_id: int) -> HttpResponse:
    """Download the chosen passages as PowerPoint; what a team does not share now is not among them (E06)."""
    assignment = _assignment(request, network_id, assignment_id)
    chosen = set(request.GET.getlist("passage"))
    found = queries.quotable_in(assignment.network, assignment=assignment)
    rows = [row for row in found if str(row.pk) in chosen]
    if not rows:
        return _plenary(request, assignment, gettext("Choose at least one passage."))
    from mentornett.documents.slides import as_slides  # noqa: PLC0415 (slow import)

    document = plenary_slides(assignment, rows, today=request.today)
    return download(as_slides(document, written_at=request.now.replace(microsecond=0)))


@require_safe
def plenary_file(request: MemberRequest, network_id: int, assignment_id: int, form: str) -> HttpResponse:
    """Download the plenary list as Word or PDF."""
    assignment = _assignment(request, network_id, assignment_id)
    rows = queries.quotable_in(assignment.network, assignment=assignment)
    return document_file(plenary_document(assignment, rows, today=request.today), form, now=request.now)
