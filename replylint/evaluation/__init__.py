"""Measures: reports against labelled replies, and rules against their own examples."""
