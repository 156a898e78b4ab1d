from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('competence', '0006_codes_for_all'),
    ]

    operations = [
        migrations.AlterField(
            model_name='certificate',
            name='code',
            field=models.CharField(max_length=32, unique=True),
        ),
    ]
