"""Money in other currencies: the same year's money, never today's."""
