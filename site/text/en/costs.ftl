# Costs and burden.
costs-title = Costs and burden
costs-description = What burnout of health workers costs, as published: each figure with its source, its year and its currency.
costs-lead = **What burnout costs, in published figures.** Each was read once; follow the link to the words it came from.
costs-row = The figure
costs-case-han2019cost-02 = For **one physician**: about { $value } US dollars a year in the United States, by a model.
costs-case-han2019cost-01 = For **a country**: about { $value } billion US dollars a year for physicians in the United States, through turnover and reduced hours ({ $lower } to { $upper } when the model's assumptions are varied).
costs-case-nsi2025-01 = For **one nurse who leaves**, whatever the reason: { $value } US dollars on average ({ $lower } to { $upper }), by an industry survey of US hospitals without peer review.
costs-case-muir2022cost-02 = **With a programme against burnout** a model of an invented group of hospital nurses puts turnover through burnout at { $value } US dollars a year for each nurse; without one, [at { $beside }](#muir2022cost-01).
costs-case-hamidi2018stanford-01 = **Leaving**: in two hospitals of one US university the odds of leaving within two years were { $value } times as high for physicians with burnout ({ $lower } to { $upper }).
costs-case-moran2020rise-02 = **Peer support**: a hospital of 1000 beds could save { $value } million US dollars a year with a peer-support line, by a model seen from the hospital's side.
costs-limits = Published figures are never pooled here: populations, definitions and currencies differ. Figures of money come from { $countries }; what burnout costs elsewhere is not known from this corpus.
costs-all = All { $n } figures
costs-jump = Go to:
costs-kind = { $kind ->
    [cost] Cost
    [return_on_investment] Return or saving
    [turnover] Turnover
    [prevalence] How common
    [reach] Reach and uptake
   *[other] Other
 }
costs-column-kind = Kind
costs-column-what = What
costs-column-value = Value as printed
costs-column-who = Who
costs-column-country = Country
costs-column-year = Published
costs-column-source = Source
costs-converted = about { $value }, in money of { $year }
costs-details = Words and page
costs-detail = { $what ->
    [words] Words near the number: { $text }
    [read] Read at: { $text }
    [period] Period: { $text }
    [note] Note: { $text }
   *[status] Status: { $text }
 }
costs-money = Money in other currencies
costs-money-rule = { $done } of { $all } figures of money can be converted. A figure is converted only when it is one number and the source states one calendar year for its currency, at the mean exchange rate of that same year. The printed figure always stays. Prices of another year or of today are not worked out: no price index is part of the hub.
costs-money-source = Source of the rates: { $source }. The yearly means and the conversions are our own; the bank takes no responsibility for them ([how](../methods/money.md)).
costs-money-not = Not converted, with the reason:
costs-rate-figure = Figure
costs-rate-printed = As printed
costs-rate-currency-year = Year of the currency
costs-rate-rate = Mean rate
costs-rate-days = Daily rates used
costs-rate-converted = Converted, rounded
costs-not-stated = not stated
costs-rate-days-used = { $first } to { $last }, { $n } days
# Why figures of money were not converted, and how many.
costs-money-missing = { $reason }: { $n ->
    [one] { $shown } figure
   *[other] { $shown } figures
 }
