"""What is stored about organisers, municipalities, units, people and their roles."""

from mentornett.tenants.models.calendar_link import CalendarLink
from mentornett.tenants.models.letter import Letter
from mentornett.tenants.models.municipality import Municipality, Unit
from mentornett.tenants.models.organiser import Organiser
from mentornett.tenants.models.person import Person
from mentornett.tenants.models.role import Invitation, Role
from mentornett.tenants.models.walled import Walled

__all__ = ["CalendarLink", "Invitation", "Letter", "Municipality", "Organiser", "Person", "Role", "Unit", "Walled"]
