# What the drawings say. The values are numbers that the drawing fills in.

## The funnel plot

plot-funnel-y = Standard error (precise studies on top)
plot-funnel-pooled = pooled { $estimate }
plot-funnel-study = study
plot-funnel-added = study added by trim and fill
plot-funnel-point = { $label }: { $estimate }, standard error { $se }
plot-funnel-described = Funnel plot; studies: { $n }, with standard errors from { $least } to { $most }.
plot-funnel-described-added = Added by trim and fill: { $n }.
plot-funnel-described-pooled = The pooled estimate is { $estimate }. Below it: { $below }, above: { $above }; of the { $small } least precise, below: { $small_below }, above: { $small_above }.
plot-funnel-described-clear = With p below 0.05: { $clear } of { $n }.

## All defensible ways of pooling

plot-ways-none = no effect
plot-ways-excludes = interval excludes no effect
plot-ways-includes = interval includes it
plot-ways-headline = headline
plot-ways-several = several marks in a group: these give the same result
plot-ways-described = { $n } results of different ways of pooling, from { $least } to { $most }; the interval of { $clear } excludes no effect.
plot-ways-described-headline = The headline analysis gives { $estimate }, place { $place }.

## How often the machine is right

plot-calibration-x = Confidence said
plot-calibration-y = Share right
plot-calibration-note = dashed: said = right
plot-calibration-point = said { $said }, right { $right } of { $n }
plot-calibration-described-bin = said { $said } on average, right { $right } ({ $low } to { $high }) of { $n }
plot-calibration-described = Calibration plot, from the least to the most confident answers: { $bins }.
