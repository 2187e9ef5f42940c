"""What independent publishers say of the cells that are believed.

What is believed is decided in each entity's own module.
"""
