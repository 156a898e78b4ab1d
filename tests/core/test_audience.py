"""Every field of every table has a stated audience."""

import pytest
from django.apps import apps
from django.db import models

from mentornett.core.audience import Audience, audiences
from mentornett.core.row_security import tables_without_policy, walled_models
from mentornett.core.scoping import wall_of

OUR_MODELS = [model for model in apps.get_models() if model.__module__.startswith("mentornett.")]
# tables with data about people that stand outside the wall, each with the reason
OUTSIDE_THE_WALL = {
    "Person": "log-in reads it before there is a scope",
    "Letter": "the sending job reads it; pages show it in demo mode only",
}


@pytest.mark.parametrize("model", OUR_MODELS, ids=lambda model: model.__name__)
def test_model_declares_an_audience_for_each_field(model: type[models.Model]) -> None:
    declared: dict[str, Audience] = getattr(model, "audience", {})
    fields = {
        field.name for field in [*model._meta.concrete_fields, *model._meta.many_to_many] if not field.primary_key
    }
    assert {name.removesuffix("_id") for name in declared} == {name.removesuffix("_id") for name in fields}


@pytest.mark.parametrize("model", OUR_MODELS, ids=lambda model: model.__name__)
def test_model_that_points_at_people_stands_behind_the_wall(model: type[models.Model]) -> None:
    about_people = any(
        isinstance(field, models.ForeignKey) and field.remote_field.model._meta.label == "tenants.Person"
        for field in model._meta.concrete_fields
    )
    personal = about_people and model.__name__ not in {*OUTSIDE_THE_WALL, "GatheringChange", "OpenMeetingChange"}
    assert not personal or wall_of(model)


def test_audiences_refuses_a_field_named_twice() -> None:
    with pytest.raises(ValueError, match="note"):
        audiences(team="note", organiser="note")


def test_audiences_refuses_an_unknown_audience() -> None:
    with pytest.raises(KeyError):
        audiences(nobody="note")


@pytest.mark.django_db
def test_every_walled_table_has_its_policy() -> None:
    assert len(walled_models()) > 20
    assert tables_without_policy() == []
