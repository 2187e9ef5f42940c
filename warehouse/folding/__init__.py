"""From sightings of a publisher's file to what is believed at a knowledge time. No table is built here."""
