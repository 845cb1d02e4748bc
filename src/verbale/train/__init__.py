"""Training of the small models that decide, from annotated reports. Needs scikit-learn (requirements-dev.txt)."""
