from django.db import migrations

from mentornett.core.row_security import RowSecurity


class Migration(migrations.Migration):
    dependencies = [("tenants", "0001_initial")]

    operations = [
        RowSecurity("unit", {"organiser": "organiser_id", "municipality": "municipality_id"}),
        RowSecurity("role", {"organiser": "organiser_id", "municipality": "municipality_id", "person": "person_id"}),
        RowSecurity("invitation", {"organiser": "organiser_id", "municipality": "municipality_id"}),
    ]
