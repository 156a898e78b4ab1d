from django.db import migrations

from mentornett.core.row_security import RowSecurity


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        RowSecurity("auditentry", {"organiser": "organiser_id", "municipality": "municipality_id", "person": "person_id"}),
        RowSecurity("accessentry", {"person": "subject_id"}),
    ]
