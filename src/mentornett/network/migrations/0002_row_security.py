from django.db import migrations

from mentornett.core.row_security import RowSecurity


class Migration(migrations.Migration):
    dependencies = [("network", "0001_initial")]

    operations = [
        RowSecurity("groupmember", {"organiser": "organiser_id", "municipality": "municipality_id"}),
        RowSecurity("organisertask", {"organiser": "organiser_id", "municipality": "municipality_id"}),
        RowSecurity("participation", {"organiser": "organiser_id", "municipality": "municipality_id"}),
        RowSecurity("team", {"organiser": "organiser_id", "municipality": "municipality_id"}),
        RowSecurity("teammember", {"organiser": "organiser_id", "municipality": "municipality_id"}),
        RowSecurity("teampause", {"organiser": "organiser_id", "municipality": "municipality_id"}),
        RowSecurity("guideassignment", {"organiser": "organiser_id", "municipality": "municipality_id"}),
        RowSecurity("submission", {"organiser": "organiser_id", "municipality": "municipality_id"}),
        RowSecurity("submissionevent", {"organiser": "organiser_id", "municipality": "municipality_id"}),
        RowSecurity("comment", {"organiser": "organiser_id", "municipality": "municipality_id"}),
        RowSecurity("reminder", {"organiser": "organiser_id", "municipality": "municipality_id"}),
        RowSecurity("teamgoal", {"organiser": "organiser_id", "municipality": "municipality_id"}),
        RowSecurity("action", {"organiser": "organiser_id", "municipality": "municipality_id"}),
        RowSecurity("contactlog", {"organiser": "organiser_id", "municipality": "municipality_id"}),
        RowSecurity("progressscore", {"organiser": "organiser_id", "municipality": "municipality_id"}),
        RowSecurity("anchoringevidence", {"organiser": "organiser_id", "municipality": "municipality_id"}),
        RowSecurity("reviewnote", {"organiser": "organiser_id", "municipality": "municipality_id"}),
        RowSecurity("readinggrant", {"organiser": "organiser_id", "municipality": "municipality_id"}),
        RowSecurity("sponsordigest", {"organiser": "organiser_id", "municipality": "municipality_id"}),
        RowSecurity("sponsorquestion", {"organiser": "organiser_id", "municipality": "municipality_id"}),
        RowSecurity("excerpt", {"organiser": "organiser_id", "municipality": "municipality_id"}),
        RowSecurity("networkreport", {"organiser": "organiser_id", "municipality": "municipality_id"}),
    ]
