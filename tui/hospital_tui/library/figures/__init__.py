"""Figures as rows: values, comparison, timeline."""
