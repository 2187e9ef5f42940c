"""The report: one page of charts that a policy reader can open anywhere, made from the published file.

A chart is one query in dbt_like_sql/report and one module in charts/. Numbers are not made here: what
a chart shows stands in the warehouse, and a query that would calculate belongs into a metric.
"""
