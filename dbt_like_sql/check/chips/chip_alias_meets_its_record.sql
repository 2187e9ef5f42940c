-- severity: warning
-- description: a name that the register of chips is matched by still stands in its source, if that was received
-- An entry that changed its name or code name is another one until a person says that it is the same.
select alias.source_id, alias.alias, alias.chip_id
from seed.chip_alias as alias
semi join core.hardware_listing as received on alias.source_id = received.source_id
anti join core.hardware_listing as listed
    on alias.source_id = listed.source_id and alias.alias in (listed.source_key, listed.hardware_name)
