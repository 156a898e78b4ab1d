from django.db import migrations

from mentornett.core.row_security import RowSecurity


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_bundle")]

    operations = [
        RowSecurity("bundle", {"organiser": "organiser_id", "municipality": "municipality_id"}),
    ]
