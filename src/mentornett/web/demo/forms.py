from django import forms

from mentornett.core.form_fields import day_field


class SampleForm(forms.Form):
    """Each kind of field once, for the component page."""

    name = forms.CharField(label="Navn", help_text="Fornavn og etternavn.", max_length=80)
    start = day_field("Startdato")
    number = forms.IntegerField(
        label="Stillingsprosent", max_value=100, required=False, widget=forms.NumberInput(attrs={"class": "tiny"})
    )
    note = forms.CharField(label="Hva har dere gjort?", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    unit = forms.ChoiceField(
        label="Enhet", choices=[("", "Velg enhet"), ("1", "Hjemmetjenesten nord"), ("2", "Solbakken sykehjem")]
    )
    profession = forms.ChoiceField(
        label="Stilling",
        choices=[("n", "Sykepleier"), ("s", "Spesialsykepleier"), ("v", "Vernepleier")],
        widget=forms.RadioSelect,
    )
    topics = forms.MultipleChoiceField(
        label="Temaer",
        required=False,
        choices=[("1", "Mottak"), ("2", "Veiledning"), ("3", "Turnus")],
        widget=forms.CheckboxSelectMultiple,
    )
    agreed = forms.BooleanField(label="Lederen har sagt ja", help_text="Du kan sende uten, og hake av senere.")
