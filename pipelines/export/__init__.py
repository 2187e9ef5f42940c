"""The published file in forms that other programs read, and the papers that go with it.

What the file says is read from the file alone; nothing is computed here.
"""
