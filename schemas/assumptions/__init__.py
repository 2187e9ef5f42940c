"""What is assumed or chosen: constants, ambiguities, corrections, the day of the build.

Facts that a source states stand with their subject.
"""
