import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from mentornett.core.row_security import RowSecurity


class Migration(migrations.Migration):

    dependencies = [
        ('mentoring', '0002_row_security'),
        ('tenants', '0004_programme_roles'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HireFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('header', models.JSONField()),
                ('rows', models.JSONField(default=list)),
                ('columns', models.JSONField(default=dict)),
                ('make_units', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField()),
                ('imported_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('municipality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenants.municipality')),
                ('organiser', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenants.organiser')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='mentoring.programme')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('municipality__isnull', False)), name='hire_file_in_municipality')],
            },
        ),
        RowSecurity("hirefile", {"organiser": "organiser_id", "municipality": "municipality_id"}),
    ]
