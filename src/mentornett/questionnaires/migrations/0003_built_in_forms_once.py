from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('questionnaires', '0002_row_security'),
        ('tenants', '0007_measure_lead'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='questionnaire',
            name='questionnaire_key_once',
        ),
        migrations.AddConstraint(
            model_name='questionnaire',
            constraint=models.UniqueConstraint(fields=('organiser', 'key'), name='questionnaire_key_once'),
        ),
        migrations.AddConstraint(
            model_name='questionnaire',
            constraint=models.UniqueConstraint(condition=models.Q(('organiser', None)), fields=('key',), name='questionnaire_built_in_once'),
        ),
    ]
