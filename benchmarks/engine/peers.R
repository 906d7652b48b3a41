# Times the same tasks in R: metafor and clubSandwich. Called by benchmarks/engine/__main__.py with a
# folder that holds one CSV a size; prints "task,k,seconds" (CPU, median of the repeats that fit).
suppressMessages({library(metafor); library(clubSandwich)})
folder <- commandArgs(TRUE)[1]; largest <- as.integer(commandArgs(TRUE)[2])
clock <- function(expr_fun, repeats) {
  s <- sapply(seq_len(repeats), function(i) {t <- system.time(expr_fun()); sum(t[1:2])})
  median(s)
}
say <- function(task, k, f, repeats = 3) {
  cat(sprintf("%s,%d,%.6f\n", task, k, clock(f, repeats))); flush(stdout())
}
for (file in sort(list.files(folder, pattern = "csv$", full.names = TRUE))) {
  d <- read.csv(file); k <- nrow(d); d$es <- seq_len(k)
  reps <- if (k <= 200) 3 else 1
  if (k <= largest) say("reml", k, function() rma(yi, vi, data = d, test = "knha"), reps)
  if (k <= largest) {
    say("three_level_cr2", k, function() {
      m <- rma.mv(yi, vi, random = ~ 1 | study/es, data = d, sparse = TRUE)
      coef_test(m, vcov = "CR2", cluster = d$study)
    }, reps)
    say("three_level_moderators_htz", k, function() {
      m <- rma.mv(yi, vi, mods = ~ x1 + x2, random = ~ 1 | study/es, data = d, sparse = TRUE)
      coef_test(m, vcov = "CR2", cluster = d$study)
      Wald_test(m, constraints = constrain_zero(2:3), vcov = "CR2", cluster = d$study)
    }, reps)
  }
  if (k == 200) {
    m <- rma(yi, vi, data = d, test = "knha")
    say("leave_one_out", k, function() leave1out(m), 1)
    say("q_profile", k, function() confint(m), 1)
    m3 <- rma.mv(yi, vi, random = ~ 1 | study/es, data = d, sparse = TRUE)
    say("leave_one_study_out_three_level", k, function() for (s in unique(d$study))
      rma.mv(yi, vi, random = ~ 1 | study/es, data = d[d$study != s, ], sparse = TRUE), 1)
    say("profile_three_level", k, function() confint(m3), 1)
  }
  if (k == 50) {
    m <- rma(yi, vi, mods = ~ x2, data = d)
    say("permutations_1000", k, function() permutest(m, iter = 1000, progbar = FALSE), 1)
  }
}
