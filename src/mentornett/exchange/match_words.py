"""A proposal in words: why this pair, what another would cost, why somebody has no mentor."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from mentornett.documents.sheets import Sheet, Value
from mentornett.matching.choices import Criterion, Obstacle
from mentornett.matching.explaining import Alternative, alternatives, is_known, one_more_place, why, why_not
from mentornett.matching.people import Mentee, Mentor
from mentornett.matching.proposing import Pair, Proposal
from mentornett.matching.rules import FULL_POINTS
from mentornett.matching.weighing import Worth

FULL = {
    Criterion.UNIT: gettext_noop("same unit"),
    Criterion.SHIFT: gettext_noop("same shifts"),
    Criterion.SPECIALITY: gettext_noop("a speciality in common"),
    Criterion.EXPERIENCE: gettext_noop("experienced"),
    Criterion.LANGUAGE: gettext_noop("a language in common"),
    Criterion.MENTEE_WISH: gettext_noop("a wish"),
    Criterion.MENTOR_WISH: gettext_noop("a wish"),
    Criterion.LOAD: gettext_noop("the mentor's first mentee"),
}
PARTLY = {
    Criterion.UNIT: gettext_noop("nearby unit"),
    Criterion.SHIFT: gettext_noop("shifts overlap"),
    Criterion.EXPERIENCE: gettext_noop("shorter experience than asked for"),
    Criterion.LOAD: gettext_noop("the mentor's second mentee"),
}
MISSING = {
    Criterion.UNIT: gettext_noop("another unit"),
    Criterion.SHIFT: gettext_noop("other shifts"),
    Criterion.SPECIALITY: gettext_noop("no speciality in common"),
    Criterion.EXPERIENCE: gettext_noop("little experience"),
    Criterion.LOAD: gettext_noop("the mentor has two mentees already"),
}
OBSTACLES = {
    Obstacle.SELF: gettext_noop("the same person"),
    Obstacle.OWN_LEADER: gettext_noop("own leader"),
    Obstacle.PROFESSION: gettext_noop("another profession"),
    Obstacle.NOT_TRAINED: gettext_noop("mentor without training"),
    Obstacle.NOT_ACTIVE: gettext_noop("mentor not active"),
    Obstacle.FULL: gettext_noop("no free place"),
    Obstacle.EXCLUDED: gettext_noop("a wish"),
    Obstacle.MUST: gettext_noop("lacks what the programme says must be there"),
}

Naming = Callable[[Mentee | Mentor], str]


def strengths(proposal: Proposal, pair: Pair) -> list[str]:
    """Return what speaks for a pair, the heaviest criterion first."""
    earned = _by_weight(proposal, pair)
    told = [_((FULL if value == FULL_POINTS else PARTLY)[one]) for one, value in earned if value and _told(one, value)]
    return list(dict.fromkeys(told))  # whose wish it is, is nobody's business


def weaknesses(proposal: Proposal, pair: Pair) -> list[str]:
    """Return what the pair lacks as far as is known, the heaviest criterion first."""
    lacking = [one for one, value in _by_weight(proposal, pair) if not value and is_known(one, pair)]
    return [_(MISSING[one]) for one in lacking if one in MISSING]


def _told(criterion: Criterion, value: int) -> bool:
    return value == FULL_POINTS or criterion in PARTLY


def _by_weight(proposal: Proposal, pair: Pair) -> list[tuple[Criterion, int]]:
    earned = why(pair, proposal.rules).reasons
    return sorted(earned.items(), key=lambda one: -proposal.rules.weight(one[0]))


def price_in_words(price: Worth) -> str:
    """Return what another choice costs: nothing, points, former pairs, or somebody's mentor."""
    parts = []
    if price.matched:
        parts.append(ngettext("%(n)d mentee without a mentor", "%(n)d mentees without a mentor", price.matched))
    if price.kept:
        parts.append(ngettext("%(n)d more pair moved", "%(n)d more pairs moved", price.kept))
    if price.points > 0:
        parts.append(ngettext("%(n)d point", "%(n)d points", price.points))
    numbers = [number for number in (price.matched, price.kept, max(0, price.points)) if number]
    return ", ".join(part % {"n": number} for part, number in zip(parts, numbers, strict=True)) or _("nothing")


def second_best(proposal: Proposal, mentee: Mentee) -> Alternative | None:
    """Return the cheapest other mentor, or nothing when there is none."""
    return next(iter(alternatives(proposal, mentee)), None)


def why_without(proposal: Proposal, mentee: Mentee, naming: Naming) -> str:
    """Return in a sentence or two why a mentee has no mentor, and what would help."""
    return ". ".join(reasons_without(proposal, mentee, naming))


def reasons_without(proposal: Proposal, mentee: Mentee, naming: Naming) -> list[str]:
    """Return why a mentee has no mentor, then those who fit but for one thing, each by itself."""
    reason = why_not(proposal, mentee)
    counted = sorted(reason.obstacles.items(), key=lambda one: (-one[1], one[0]))
    against = [f"{_(OBSTACLES[obstacle])} ({number})" for obstacle, number in counted]
    if reason.given:
        against.insert(0, _("fits, but the places go to others in this proposal (%(n)d)") % {"n": reason.given})
    sentences = [", ".join(against)]
    sentences += [
        _("%(mentor)s fits but for one thing: %(why)s") % {"mentor": naming(mentor), "why": _(OBSTACLES[obstacle])}
        for mentor, obstacle in reason.one_rule_away[:3]
    ]
    return [sentence for sentence in sentences if sentence] or [_("There are no mentors")]


def summary(proposal: Proposal, naming: Naming) -> list[str]:
    """Return the proposal as a whole in a few sentences."""
    total = len(proposal.pairs) + len(proposal.unmatched)
    sentences = [_("%(n)d of %(total)d get a mentor.") % {"n": len(proposal.pairs), "total": total}]
    if proposal.unmatched:
        names = ", ".join(naming(mentee) for mentee in proposal.unmatched)
        sentences.append(_("Without a mentor: %(names)s.") % {"names": names})
        helping = [naming(mentor) for mentor in one_more_place(proposal)]
        if helping:
            sentences.append(
                _("One place more with one of these would help: %(names)s.") % {"names": ", ".join(helping)}
            )
    sentences.append(_("No other proposal is better; the proof was checked."))
    return sentences


def pairs_sheet(proposal: Proposal, naming: Naming) -> Sheet:
    """Return one row per mentee: the mentor, the points, the reasons, and the second best with its price."""
    columns = (
        _("Mentee"), _("Mentor"), _("Points"), _("Of"), _("For"), _("Against"), _("Second best"), _("Price"),
        _("Locked"),
    )  # fmt: skip
    rows = [_pair_row(proposal, pair, naming) for pair in proposal.pairs]
    rows += [
        [naming(mentee), "", None, None, "", why_without(proposal, mentee, naming), "", "", False]
        for mentee in proposal.unmatched
    ]
    return Sheet(_("Pairs"), columns, rows)


def _pair_row(proposal: Proposal, pair: Pair, naming: Naming) -> list[Value]:
    earned = why(pair, proposal.rules)
    other = None if pair.locked else second_best(proposal, pair.mentee)
    return [
        naming(pair.mentee), naming(pair.mentor), earned.points, earned.most,
        ", ".join(strengths(proposal, pair)), ", ".join(weaknesses(proposal, pair)),
        naming(other.mentor) if other else "", price_in_words(other.price) if other else "", pair.locked,
    ]  # fmt: skip
