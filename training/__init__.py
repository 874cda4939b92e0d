"""How the pipelines in ``replylint/pipelines`` are made: data, training, export, evaluation."""
