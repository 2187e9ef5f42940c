"""What the warehouse says of its own evidence: coverage, names that met nothing.

Checks are files in dbt_like_sql/check.
"""
