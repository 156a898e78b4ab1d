from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mentoring', '0003_hire_files'),
        ('tenants', '0004_programme_roles'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='employment',
            index=models.Index(fields=['municipality', 'person'], name='mentoring_e_municip_dcafc6_idx'),
        ),
    ]
