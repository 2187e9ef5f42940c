"""Epoch AI's lists of AI models. How a table is laid out stands in pipelines/formats."""
