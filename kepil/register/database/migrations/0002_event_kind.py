from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0001_initial'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='eventrow',
            index=models.Index(fields=['kind', 'n'], name='event_kind'),
        ),
    ]
