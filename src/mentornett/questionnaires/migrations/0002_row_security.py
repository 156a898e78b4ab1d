from django.db import migrations

from mentornett.core.row_security import RowSecurity


class Migration(migrations.Migration):
    dependencies = [("questionnaires", "0001_initial")]

    operations = [
        RowSecurity("answersheet", {"organiser": "organiser_id", "municipality": "municipality_id"}),
        RowSecurity("answer", {"organiser": "organiser_id", "municipality": "municipality_id"}),
        RowSecurity("answerrevision", {"organiser": "organiser_id", "municipality": "municipality_id"}),
        RowSecurity("attachment", {"organiser": "organiser_id", "municipality": "municipality_id"}),
        RowSecurity("presence", {"organiser": "organiser_id", "municipality": "municipality_id"}),
    ]
