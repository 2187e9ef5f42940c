"""What a release says of itself: how it came about, its past, why a number moved. It builds nothing."""
