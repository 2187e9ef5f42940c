"""How far apart two countries are: runs, trends, lags. Stocks of chips stand in stock."""
