# Makes again, in R, the values that the tests below this folder compare with, and compares them.
#
# Usage, from the project's root: Rscript tests/unit/analyses/reference.R
#
# The tests do not need R: they read the JSON files, which hold the inputs and what R made of them.
# R 4.2.2, metafor 3.8-1, clubSandwich 0.5.8, jsonlite (Debian 12: r-cran-metafor and so on). Some
# cases need robumeta 2.0, numDeriv or gsl besides; where one is absent its cases are named and left
# out. Later metafor defines ROM, CVR, SMDH and others otherwise: its numbers differ with reason.
# Exit status 1 when a number differs by more than its case allows, or a file has no rule here.
suppressMessages({library(metafor); library(clubSandwich); library(jsonlite)})
options(warn = -1)
pdf(NULL)  # baujat() draws
HERE <- "tests/unit/analyses"
TOLERANCE <- 1e-6  # relative, where the case has no tol_rel
INPUTS <- c("name", "id", "args", "columns", "x1", "n1", "x2", "n2",
            "m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i")

# ---- comparing -----------------------------------------------------------------------------------

`%||%` <- function(a, b) if (is.null(a)) b else a
read <- function(name) fromJSON(file.path(HERE, name), simplifyDataFrame = FALSE)
pick <- function(x, ...) lapply(c(...), function(name) x[[name]])  # pick(x, ours = "R's name")
plain <- function(x) {  # an R result as a list, with names as in the JSON files: ci_lb, not ci.lb
  x <- as.list(unclass(x))
  setNames(x, gsub(".", "_", names(x), fixed = TRUE))
}
number <- function(x) as.numeric(unlist(x %||% NA))  # JSON holds null, "NaN", "Infinity"
difference <- function(made, stored, slack) {
  a <- number(made)
  b <- number(stored)
  if (is.character(stored) && all(is.na(b)) && !any(stored %in% "NaN"))
    return(if (identical(as.character(made), stored)) 0 else Inf)
  if (length(a) != length(b) || any(is.na(a) != is.na(b))) return(Inf)
  same <- is.na(a) | a == b | abs(a - b) <= slack
  max(0, (abs(a - b) / abs(b))[!same])
}
# What an optimiser leaves of a component that is 0, and of the ratio of two equal likelihoods.
slack_for <- function(field, vi) {
  switch(field, tau2 = , sigma2 = , tau2_del = , omega2 = 1e-9 * median(vi),
         sigma2.1 = , sigma2.2 = 1e-6 * median(vi),  # confint.mv: the default optimiser's
         LRT = , LRT_tau2 = 1e-9, 0)
}
check <- function(id, make, stored, tol = TOLERANCE, vi = 0, loose = list()) {
  seen$cases <- seen$cases + 1
  made <- tryCatch(make(), error = conditionMessage)
  if (is.character(made)) {
    kind <- if (grepl("there is no package|Please install", made)) "unmade" else "failed"
    seen[[kind]] <- c(seen[[kind]], paste(id, made, sep = ": "))
    return(invisible())
  }
  for (field in names(stored)) {
    off <- difference(made[[field]], stored[[field]], slack_for(field, vi))
    allowed <- loose[[field]] %||% tol
    seen$numbers <- seen$numbers + length(unlist(stored[[field]]))
    seen$worst <- max(seen$worst, off)
    seen$share <- max(seen$share, off / allowed)
    if (off > allowed)
      seen$failed <- c(seen$failed, sprintf("%s %s: %.1e > %.0e", id, field, off, allowed))
  }
}

# ---- one level, effect sizes ---------------------------------------------------------------------

# metafor's default convergence leaves errors up to 1e-3 in tau2. Its threshold is not relative.
tight <- function(vi) list(threshold = 1e-12 * max(vi), tol = 1e-14, maxiter = 10000)
uni <- function(yi, vi, ...) do.call(rma, list(yi, vi, ..., control = tight(vi)))

pooled <- function(d, set) {
  if (is.null(d$yi)) d <- Filter(function(s) s$name == d$name, POOLING)[[1]]
  fit <- uni(d$yi, d$vi, method = "REML", test = "knha")
  c(estimate = fit$beta, i2 = fit$I2 / 100, q = fit$QE, q_p = fit$QEp,
    plain(predict(fit))[c("pi_lb", "pi_ub")], plain(fit))
}
CONVERSIONS <- list(
  hedges_J = function(m, exact) {
    gamma_form <- exp(lgamma(m / 2) - log(m / 2) / 2 - lgamma((m - 1) / 2))
    list(J = if (exact) ifelse(m > 1, gamma_form, NA) else 1 - 3 / (4 * m - 1))
  },
  lnOR_to_d.logistic = function(yi, vi) list(yi = yi * sqrt(3) / pi, vi = vi * 3 / pi^2),
  lnOR_to_d.normal = function(yi, vi) list(yi = yi / 1.65, vi = vi / 1.65^2),  # Cox
  r_to_d = function(r, ni) {
    list(yi = 2 * r / sqrt(1 - r^2), vi = 4 * ((1 - r^2)^2 / (ni - 1)) / (1 - r^2)^3)
  },
  transf.ipft.hm = function(x, ni) list(out = transf.ipft.hm(x, targs = list(ni = ni))),
  transf.dtorpb = function(x, ...) list(out = sapply(x, transf.dtorpb, ...))
)
conversion <- function(d, set) {
  ours <- CONVERSIONS[[d$id]] %||% CONVERSIONS[[d$fn]]
  if (is.null(ours)) list(out = do.call(d$fn, unname(d$args))) else do.call(ours, d$args)
}
sparse_table <- function(d, set) {
  fit <- do.call(if (d$id == "peto") rma.peto else rma.mh, c(set$counts, measure = d$measure))
  c(stat = fit$zval, plain(fit))
}

# ---- small-study effects -------------------------------------------------------------------------

# Of the optimisers this one gets nearest: the default leaves errors up to 4e-4 in the coefficient.
NEAREST <- list(optimizer = "Nelder-Mead", reltol = 1e-14, maxit = 10000)
selection <- function(d, ..., control = NEAREST) {
  fit <- uni(d$yi, d$vi, method = "ML")
  fit <- do.call(selmodel, list(fit, type = "stepfun", ..., control = control))
  c(logLik = fit$ll, plain(fit))
}
BIAS <- list(
  regtest = function(d, a) {
    fit <- do.call(uni, c(d[intersect(names(d), c("yi", "vi", "ni"))], method = "REML"))
    test <- regtest(fit, model = a$model, predictor = a$predictor, ret.fit = TRUE)
    c(pick(test, stat = "zval", df = "ddf", pval = "pval", limit_est = "est", limit_ci_lb = "ci.lb",
           limit_ci_ub = "ci.ub"), tau2 = if (a$model == "rma") test$fit$tau2)
  },
  petpeese = function(d, a) {
    x <- if (a$which == "PET") sqrt(d$vi) else d$vi
    if (a$method != "lm") return(plain(uni(d$yi, d$vi, mods = x, method = a$method)))
    table <- coef(summary(lm(d$yi ~ x, weights = 1 / d$vi)))
    list(b = table[, 1], se = table[, 2], pval = table[, 4])
  },
  ranktest = function(d, a) plain(ranktest(d$yi, d$vi)),
  trimfill = function(d, a) {  # it fits the filled set with the default convergence unless told
    given <- list(uni(d$yi, d$vi, method = a$method), side = a$side, estimator = a$estimator)
    fit <- do.call(trimfill, c(Filter(Negate(is.null), given), list(control = tight(d$vi))))
    c(list(filled_yi = fit$yi[fit$fill], filled_vi = fit$vi[fit$fill]), plain(fit))
  },
  fsn = function(d, a) {
    if (a$type == "Orwin") return(plain(fsn(d$yi, type = "Orwin")))
    found <- fsn(d$yi, d$vi, type = a$type, alpha = a$alpha)
    c(est = found$meanes, plain(found))
  },
  selmodel = function(d, a) do.call(selection, c(list(d), a[names(a) != "method"])),
  ml_petpeese = function(d, a) {
    d$row <- seq_along(d$yi)
    x <- if (a$predictor == "sei") sqrt(d$vi) else d$vi
    fit <- multilevel(d, c("district", "row"), cbind(1, x))
    found <- coef_test(fit, vcov = "CR2", cluster = d$district)
    pick(found, b = "beta", se = "SE", df = "df_Satt", p = "p_Satt")
  }
)

# ---- leaving out, influence, intervals of tau2 ---------------------------------------------------

DIAGNOSTICS <- list(
  leave1out = function(fit, a) plain(leave1out(fit)),
  cumul = function(fit, a) c(list(pval = cumul(fit)$pvals), plain(cumul(fit))),
  influence = function(fit, a) {
    found <- influence(fit)
    c(plain(found$inf), list(dfbs = found$dfbs[[1]], is_infl = found$is.infl))
  },
  baujat = function(fit, a) plain(baujat(fit)),
  rstandard = function(fit, a) plain(rstandard(fit)),
  confint = function(fit, a) {  # by default the search ends at 10 tau2
    search <- list(tol = 1e-13, maxiter = 10000, tau2.max = 1e5)
    found <- confint(fit, type = a$type, control = search)
    list(rows = rownames(found$random), est = found$random[, 1], ci_lb = found$random[, 2],
         ci_ub = found$random[, 3], ci_null = found$ci.null)
  },
  permutest = function(fit, a) plain(permutest(fit, exact = a$exact, progbar = FALSE))
)
diagnostic <- function(d, set) {
  order <- (d$args$order_idx %||% (seq_along(set$yi) - 1)) + 1
  fit <- uni(set$yi[order], set$vi[order], method = d$args$method)
  DIAGNOSTICS[[d$fn]](fit, d$args)
}

# ---- three levels --------------------------------------------------------------------------------

groups_of <- function(d, levels) {
  lapply(seq_along(levels), function(i) do.call(paste, c(d[levels[1:i]], sep = "\r")))
}
projection <- function(W, X) W - W %*% X %*% solve(t(X) %*% W %*% X) %*% t(X) %*% W
terms_of <- function(fit, s2, groups) {  # score and Fisher information of the components
  member <- lapply(groups, function(g) outer(g, g, "==") * 1)
  W <- solve(fit$V + Reduce(`+`, Map(`*`, s2, member)))
  P <- projection(W, fit$X)
  Q <- lapply(member, function(S) (if (fit$method == "REML") P else W) %*% S)
  Py <- P %*% fit$yi
  list(score = mapply(function(S, Q) (sum(Py * (S %*% Py)) - sum(diag(Q))) / 2, member, Q),
       fisher = as.matrix(sapply(Q, function(A) sapply(Q, function(B) sum(A * t(B)) / 2))))
}
# rma.mv() stops when the likelihood no longer changes: sigma2 is good to about 1e-6 or, at a bound,
# 1e-11 instead of 0. Scoring steps finish the climb; the model is fitted again where they end.
multilevel <- function(d, levels, X = NULL, V = d$vi, method = "REML", ...) {
  levels[levels == "(one level per row)"] <- "row"
  d$row <- seq_along(d$yi)
  random <- as.formula(paste("~ 1 |", paste(levels, collapse = "/")))
  given <- list(d$yi, V, random = random, data = as.data.frame(d), method = method, ...)
  if (!is.null(X)) given <- c(given, list(mods = X, intercept = FALSE))
  free <- do.call(rma.mv, c(given, list(control = list(rel.tol = 1e-10))))
  groups <- groups_of(d, levels)
  s2 <- free$sigma2
  for (i in 1:500) {
    at <- terms_of(free, s2, groups)
    moving <- s2 > 1e-8 * median(d$vi) | at$score > 0
    step <- qr.coef(qr(at$fisher[moving, moving]), at$score[moving])
    step[is.na(step)] <- 0  # levels that coincide share one component
    s2 <- replace(0 * s2, moving, pmax(s2[moving] + step, 0))
    if (all(abs(step) <= 1e-13 * max(s2))) break
  }
  fit <- do.call(rma.mv, c(given, list(sigma2 = s2)))
  fit$criteria <- free$fit.stats[, method]  # they count the components only where they are free
  fit$info_sigma2_fisher <- terms_of(free, s2, groups)$fisher
  fit
}
log_lik <- function(fit) as.numeric(logLik(fit))
described <- function(fit) {
  vt <- (fit$k - fit$p) / sum(diag(projection(solve(fit$V), fit$X)))
  share <- 100 * fit$sigma2 / (sum(fit$sigma2) + vt)
  c(list(logLik = log_lik(fit), at_boundary = fit$sigma2 == 0, stat = fit$zval, vt = vt,
         df = if (fit$test == "t") fit$ddf else rep(NA, fit$p), nlevels = fit$s.nlevels,
         I2_total = sum(share), I2_levels = share, sigma2_sum = sum(fit$sigma2),
         AIC = fit$criteria[3], BIC = fit$criteria[4], AICc = fit$criteria[5]),
    if (fit$p == 1) plain(predict(fit))[c("pred", "pi_lb", "pi_ub")], plain(fit))
}
robust_test <- function(fit, cluster, type) {
  found <- coef_test(fit, vcov = type, cluster = cluster, test = "All")
  half <- qt(.975, found$df_Satt) * found$SE
  c(pick(found, b = "beta", se = "SE", tstat = "tstat", df_satt = "df_Satt", p_satt = "p_Satt",
         p_z = "p_z", p_naive_t = "p_t", p_naive_tp = "p_tp", df_naive_t = "df_t",
         df_naive_tp = "df_tp", p_saddle = "p_saddle"),
    list(ci_lb_satt = found$beta - half, ci_ub_satt = found$beta + half,
         vcov = vcovCR(fit, type = type, cluster = cluster), n_clusters = length(unique(cluster))))
}
prefixed <- function(x) setNames(x, sprintf("CR2.%s", names(x)))
with_CR2 <- function(fit, d) c(described(fit), prefixed(robust_test(fit, d$study, "CR2")))
constant_rho <- function(d, rho) vcalc(d$vi, cluster = d$study, obs = seq_along(d$vi), rho = rho)
fitted_to <- function(d, a, X) {
  if (identical(a$model, "rma.uni")) return(uni(d$yi, d$vi, method = a$method))
  V <- if (is.null(a$rho)) d$vi else constant_rho(d, a$rho)
  do.call(multilevel, c(list(d, a$levels, X, V, a$method), a[names(a) %in% c("test", "dfs")]))
}
MULTILEVEL <- list(
  rma.mv = function(d, a, X) {
    c(list(coef_names = colnames(X) %||% "intrcpt"), with_CR2(fitted_to(d, a, X), d))
  },
  predict.mv = function(d, a, X) described(fitted_to(d, a, X)),
  coef_test = function(d, a, X) robust_test(fitted_to(d, a, X), d$study, a$vcov),
  Wald_test = function(d, a, X) {
    zero <- constrain_zero(a$constrain_zero_cols + 1)
    found <- Wald_test(fitted_to(d, a, X), zero, a$vcov, cluster = d$study, test = "All")
    c(list(tests = found$test), found)
  },
  robust = function(d, a, X) {
    fit <- robust(fitted_to(d, a, X), cluster = d$study, adjust = a$adjust)
    c(list(stat = fit$zval, df = fit$ddf, n_clusters = fit$n), plain(fit))
  },
  ml_petpeese = function(d, a, X) {
    X <- cbind(intrcpt = 1, x = if (a$predictor == "vi") d$vi else sqrt(d$vi))
    MULTILEVEL$rma.mv(d, a, X)
  },
  vcalc = function(d, a, X) {
    V <- constant_rho(d, a$rho)
    list(sum = sum(V), trace = sum(diag(V)), logdet = as.numeric(determinant(V)$modulus))
  },
  aggregate = function(d, a, X) {
    effects <- escalc(yi = d$yi, vi = d$vi, data = data.frame(cluster = d$study))
    plain(aggregate(effects, cluster, rho = a$rho, struct = a$struct, weighted = a$weighted))
  },
  leave1out_cluster = function(d, a, X) {
    one_less <- function(one) fitted_to(lapply(d, `[`, d$study != one), a, X)
    fits <- lapply(unique(d$study), one_less)
    found <- lapply(c(b = "beta", se = "se", pval = "pval", QE = "QE", sigma2 = "sigma2"),
                    function(name) t(sapply(fits, `[[`, name)))
    c(list(cluster = unique(d$study)), found)
  },
  cooks.distance = function(d, a, X) {
    fit <- fitted_to(d, a, X)
    deleted <- rstudent(fit, cluster = d$study, reestimate = FALSE)
    list(cluster = deleted$cluster$slab, cluster_X2 = deleted$cluster$X2, hat = hatvalues(fit),
         cook_d = cooks.distance(fit, cluster = d$study, reestimate = FALSE), n_obs = fit$k,
         rstandard_z = rstandard(fit)$z, rstudent_obs_z = deleted$obs$z)
  },
  confint.mv = function(d, a, X) {
    found <- confint(rma.mv(yi, vi, random = ~ 1 | study/esid, data = as.data.frame(d)))
    list(sigma2.1 = found[[1]]$random[1, ], sigma2.2 = found[[2]]$random[1, ])
  },
  lrt.mv = function(d, a, X) {  # without the component between studies, without the one within
    without <- lapply(list(groups_of(d, a$levels)[[2]], d$study),
                      function(one) multilevel(c(d, list(one = one)), "one"))
    list(LRT = 2 * (log_lik(fitted_to(d, a, X)) - sapply(without, log_lik)), df = 1)
  },
  robu = function(d, a, X) {
    data <- data.frame(d[c("yi", "vi", "study")])
    if (!is.null(X)) data$x <- X[, -1]
    fit <- robumeta::robu(if (is.null(X)) yi ~ 1 else yi ~ x, data, study, vi, rho = a$rho,
                          small = a$small, modelweights = a$modelweights)
    c(pick(fit$reg_table, b = "b.r", se = "SE", tstat = "t", df = "dfs", pval = "prob",
           ci_lb = "CI.L", ci_ub = "CI.U"),
      pick(fit$mod_info, tau2 = "tau.sq", omega2 = "omega.sq", I2 = "I.2"), N = fit$N, M = fit$M)
  }
)
three_levels <- function(d, set) {
  design <- set$designs[[d$args$design %||% ""]]
  X <- if (!is.null(design)) `colnames<-`(design$X, design$columns)
  MULTILEVEL[[d$fn]](set$inputs, d$args, X)
}

# ---- all files -----------------------------------------------------------------------------------

MAKE <- list(  # of a case and its set, what R makes of it
  "bias/metafor_bias.json" = function(d, set) BIAS[[d$fn]](set$inputs, d$args),
  "diagnostics/metafor_diagnostics.json" = diagnostic,
  "meaning/prediction_reference.json" = pooled,
  "measures/conversion_reference.json" = conversion,
  "measures/escalc_reference.json" = function(d, set) do.call(escalc, c(d$args, d$columns)),
  "metafor_reference.json" = pooled,
  "models/metafor_sparse_tables.json" = sparse_table,
  "models/multilevel_reference.json" = three_levels,
  "multiverse/two_level_reference.json" = pooled
)
POOLING <- read("metafor_reference.json")$pooling
check_file <- function(stored, make) {
  for (at in seq_along(stored$sets %||% 1)) {
    set <- if (is.null(stored$sets)) stored else stored$sets[[at]]
    title <- set$dataset %||% names(stored$sets)[at]
    for (d in set$cases %||% set$pooling) {
      given <- c(INPUTS, if (!is.null(d$estimate)) c("yi", "vi"))
      wanted <- d$result %||% d[!names(d) %in% given]
      wanted <- c(wanted[names(wanted) != "CR2"], prefixed(as.list(wanted$CR2)))
      # standard errors of selection models come from a Hessian by differences
      loose <- if (identical(d$fn, "selmodel")) list(se = 1e-3, se_tau2 = 1e-3, se_delta = 1e-3)
      id <- paste(c(title, d$name %||% d$id %||% c(d$fn, head(unlist(d$args), 5))), collapse = " ")
      vi <- set$inputs$vi %||% set$vi %||% d$vi %||% 0
      check(id, function() make(d, set), wanted, d$tol_rel %||% TOLERANCE, vi, loose)
    }
  }
  for (d in stored$smd) check("smd", function() do.call(escalc, c("SMD", d[1:6])), d[c("yi", "vi")])
  for (d in stored$or) check("or", function() {
    escalc("OR", ai = d$x1, n1i = d$n1, ci = d$x2, n2i = d$n2)
  }, d[c("yi", "vi")])
  # where metafor stops; test_selection_model.py holds that a higher maximum is found
  d <- stored$two_maxima
  optimisers <- if (!is.null(d)) list(list(), list(optimizer = "nlminb"))
  for (control in optimisers) check("two_maxima", function() {
    selection(d, alternative = d$alternative, steps = .025, control = control)
  }, d["logLik"])
}

seen <- new.env()
bad <- 0
for (name in list.files(HERE, "\\.json$", recursive = TRUE)) {
  list2env(list(cases = 0, numbers = 0, worst = 0, share = 0, failed = c(), unmade = c()), seen)
  stored <- read(name)
  if (is.null(stored$source) && is.null(stored$made_with))
    seen$failed <- "does not say where its values come from"
  if (is.null(MAKE[[name]])) seen$failed <- c(seen$failed, "has no rule in this script")
  else check_file(stored, MAKE[[name]])
  cat(sprintf("%s: %d cases, %d numbers, largest relative difference %.1e (%.1e of the allowed)\n",
              name, seen$cases, seen$numbers, seen$worst, seen$share))
  if (length(seen$unmade)) cat(paste("  not made:", seen$unmade), sep = "\n")
  if (length(seen$failed)) cat(paste("  FAILED:", seen$failed), sep = "\n")
  bad <- bad + length(seen$failed)
}
quit(status = if (bad > 0) 1 else 0)
