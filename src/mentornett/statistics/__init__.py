"""What the figures can say: retention, rates, charts over time, effect, design, disclosure. Pure Python: no Django."""
