"""Who trains, owns, sells and uses: organizations, their names, staff and clouds.

Restricted parties stand in parties.
"""
