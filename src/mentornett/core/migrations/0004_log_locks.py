from django.db import migrations

from mentornett.core.log_locks import lock_logs, unlock_logs


class Migration(migrations.Migration):
    dependencies = [("core", "0003_seals")]

    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: lock_logs(schema_editor.connection),
            lambda apps, schema_editor: unlock_logs(schema_editor.connection),
        ),
    ]
