"""The one room that uses the network: how bytes arrive. What they mean is for the sources to say."""
