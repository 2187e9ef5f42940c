"""One warehouse on several machines: its state in an object store. What a release is, is not known here."""
