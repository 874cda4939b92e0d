"""Makes the reference under `docs/reference`, and what the commands shown in the docs print.

python -m docgen            writes what has changed
python -m docgen --check    only says what has, and exits with 1 if anything has
"""
