"""What the files are called that configure replylint."""

NAMES = ("replylint.yaml", ".replylint.yaml")
BASELINE = "replylint-baseline.json"
