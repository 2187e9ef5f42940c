"""Wikipedia's tables of GPUs. How a wiki table is laid out stands in pipelines/formats."""
