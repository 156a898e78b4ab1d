import django.db.models.deletion
import mentornett.core.intervals
from django.db import migrations, models

from mentornett.core.row_security import RowSecurity


class Migration(migrations.Migration):

    dependencies = [
        ('mentoring', '0007_import_in_parts'),
        ('tenants', '0004_programme_roles'),
    ]

    operations = [
        migrations.CreateModel(
            name='MentorLeave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts', models.DateField()),
                ('ends', models.DateField(blank=True, null=True)),
                ('mentor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='leaves', to='mentoring.mentor')),
                ('municipality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenants.municipality')),
                ('organiser', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenants.organiser')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('ends__isnull', True), ('ends__gte', models.F('starts')), _connector='OR'), name='mentor_leave_in_order'),
                    mentornett.core.intervals.NoOverlap(fields=('mentor',), name='one_mentor_leave_at_a_time'),
                ],
            },
        ),
        migrations.RemoveConstraint(model_name='commitment', name='commitment_once'),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.UniqueConstraint(fields=('pair', 'text', 'leader'), name='commitment_once'),
        ),
        migrations.AlterField(
            model_name='pair',
            name='end_reason',
            field=models.CharField(blank=True, choices=[('completed', 'The programme is completed'), ('changed', 'They chose another pairing'), ('mentor_left', 'The mentor left or moved'), ('mentee_left', 'The mentee left'), ('mentee_moved', 'The mentee changed unit'), ('planned', 'The period was over'), ('other', 'Another reason')], max_length=12),
        ),
        RowSecurity("mentorleave", {"organiser": "organiser_id", "municipality": "municipality_id"}),
    ]
