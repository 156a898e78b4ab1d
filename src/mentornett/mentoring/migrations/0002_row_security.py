from django.db import migrations

from mentornett.core.row_security import RowSecurity

WALL = {"organiser": "organiser_id", "municipality": "municipality_id"}


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0001_initial")]

    operations = [
        RowSecurity("checklistitem", WALL),
        RowSecurity("checklisttask", WALL),
        RowSecurity("commitment", WALL),
        RowSecurity("commitmenttext", WALL),
        RowSecurity("employment", WALL),
        RowSecurity("leave", WALL),
        RowSecurity("matchrun", WALL),
        RowSecurity("mentor", WALL),
        RowSecurity("mentorplaces", WALL),
        RowSecurity("pair", WALL),
        RowSecurity("plannedtalk", WALL),
        RowSecurity("programme", WALL),
        RowSecurity("signature", WALL),
        RowSecurity("talk", WALL),
        RowSecurity("timeused", WALL),
        RowSecurity("unitstep", WALL),
        RowSecurity("wish", WALL),
        RowSecurity("note", {"person": "owner_id"}),
    ]
