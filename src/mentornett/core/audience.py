"""Who may see a field. Every model declares an audience for each of its fields; a test walks them all."""

from enum import StrEnum


class Audience(StrEnum):
    """Groups of readers, from the widest to the narrowest."""

    PUBLIC = "public"  # anyone
    SIGNED_IN = "signed_in"  # anyone with an account
    NETWORK = "network"  # the organiser and all teams of the network
    MUNICIPALITY = "municipality"  # the municipality's own people and the organiser of its network
    TEAM = "team"  # the team, its guide and the organiser
    ORGANISER = "organiser"  # the organiser's own people
    PROGRAMME = "programme"  # the project leader of the municipality's mentor programme
    READERS = "readers"  # follows the sharing level or the question's audience stored on the row
    PERSON = "person"  # the person whom the row is about
    SYSTEM = "system"  # shown on no page


def audiences(**fields_by_audience: str) -> dict[str, Audience]:
    """Build a model's declaration: `audiences(team="name note", system="token")` maps each field to its audience.

    Raises ValueError when a field is named twice, KeyError for an audience that does not exist.
    """
    declared: dict[str, Audience] = {}
    for audience, names in fields_by_audience.items():
        for name in names.split():
            if name in declared:
                raise ValueError(f"The field {name} is declared twice")
            declared[name] = Audience[audience.upper()]
    return declared
