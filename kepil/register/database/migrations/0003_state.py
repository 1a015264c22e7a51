from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0002_event_kind'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='statementrow',
            index=models.Index(fields=['state', 'document'], name='statement_state'),
        ),
        migrations.AddIndex(
            model_name='linkrow',
            index=models.Index(fields=['state', 'relation', 'number'], name='link_relation'),
        ),
        migrations.AddIndex(
            model_name='linkrow',
            index=models.Index(fields=['state', 'number'], name='link_waiting'),
        ),
    ]
