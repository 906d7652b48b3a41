"""Models: common-effect, random-effects, multilevel, robust variance, sparse tables."""
