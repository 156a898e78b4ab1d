from django.db import migrations

from mentornett.core.row_security import RowSecurity


class Migration(migrations.Migration):
    dependencies = [("measurement", "0001_initial")]

    operations = [
        RowSecurity("beforenow", {"organiser": "organiser_id", "municipality": "municipality_id"}),
    ]
