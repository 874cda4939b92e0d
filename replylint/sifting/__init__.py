"""What of a report is kept back: what the file says, known findings, replies that didn't change."""

from __future__ import annotations
