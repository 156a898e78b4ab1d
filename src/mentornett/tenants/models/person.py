"""People who log in."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from mentornett.core.audience import audiences
from mentornett.core.text import search_key, sort_key
from mentornett.tenants.choices import ColourScheme, Language


class PersonManager(BaseUserManager["Person"]):
    """Finds people by e-mail address, without regard to case."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").strip().casefold())


class Person(AbstractBaseUser):
    """A person with an e-mail address. Invited people exist before they have chosen a password.

    The table stands outside the wall, since log-in reads it before there is a scope; pages find people only
    through `permissions.people_visible_to`.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    name_sort = models.CharField(max_length=120, editable=False, db_index=True)
    name_search = models.CharField(max_length=120, editable=False)
    phone = models.CharField(max_length=30, blank=True)
    title = models.CharField(max_length=80, blank=True)  # work title
    profession = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.BOKMAL)
    colour_scheme = models.CharField(max_length=5, choices=ColourScheme, default=ColourScheme.AUTO)
    weekly_letter = models.BooleanField(default=True)  # about what should be followed up, for those who follow up
    weekly_looked_on = models.DateField(null=True, blank=True)  # when what it would say was last looked through
    is_active = models.BooleanField(default=True)
    activated_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)  # plainly invented

    objects: ClassVar[PersonManager] = PersonManager()
    audience = audiences(
        team="email name title profession is_demo activated_at",
        person="phone language colour_scheme weekly_letter last_login",
        system="password name_sort name_search is_active weekly_looked_on",
    )

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(email=Lower("email")), name="email_lower_case")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.strip().casefold()
        self.name_sort, self.name_search = sort_key(self.name), search_key(self.name)
        if (fields := kwargs.get("update_fields")) is not None and "name" in fields:
            kwargs["update_fields"] = {*fields, "name_sort", "name_search"}
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        """Return the name, as Django's mail and log-in parts ask for it."""
        return self.name
