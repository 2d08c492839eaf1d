# Posteriors of a standard deviation between groups, by brute force: dense covariances and nested quadrature.
# Writes bayes.csv: table, prior, scale, bound, share = P(tau < bound). The average and log sigma2 have flat priors.
# Rscript tests/oracles/make_bayes.R, from the root; needs nothing but R.

prior <- function(tau, kind, scale) switch(kind,
  flat = rep(1, length(tau)),
  cauchy = 2 / (pi * scale * (1 + (tau / scale)^2)),
  gamma = 2 * tau * scale^scale / gamma(scale) * (tau^2)^(-scale - 1) * exp(-scale / tau^2))

normal <- function(y, V) { # log density of y, its mean flat
  root <- chol(V)
  one <- backsolve(root, rep(1, length(y)), transpose = TRUE)
  z <- backsolve(root, y, transpose = TRUE)
  rest <- z - one * sum(one * z) / sum(one^2)
  -sum(log(diag(root))) - 0.5 * log(sum(one^2)) - 0.5 * sum(rest^2)
}

grouped <- function(y, group) {
  same <- outer(group, group, "==") * 1
  within <- log(mean(tapply(y, group, var)))
  top <- max(sapply(c(0, 0.3, 1, 3), function(r) normal(y, exp(within) * (diag(length(y)) + r * same))))
  height <- function(l, tau) exp(normal(y, exp(l) * diag(length(y)) + tau^2 * same) - top)
  function(tau) sapply(tau, function(t)
    integrate(function(ls) sapply(ls, height, tau = t), within - 2.5, within + 3.5, rel.tol = 1e-7)$value)
}

known <- function(y, se) function(tau) sapply(tau, function(t) exp(normal(y, diag(se^2 + t^2)) + 30))

ask <- function(table, like, kind, scale, bounds) {
  # By log tau, so that mass near 0 and far out is seen alike.
  f <- function(v) like(exp(v)) * prior(exp(v), kind, scale) * exp(v)
  piece <- function(a, b) integrate(f, log(a), log(b), rel.tol = 1e-6, subdivisions = 500)$value
  ends <- c(1e-5, bounds, max(bounds) * 10, max(bounds) * 1e4)
  part <- mapply(piece, head(ends, -1), tail(ends, -1))
  data.frame(table, prior = kind, scale, bound = bounds, share = cumsum(part)[seq_along(bounds)] / sum(part))
}

tables <- "datasets/tables"
dye <- read.csv(file.path(tables, "dyestuff.csv"))
dye2 <- read.csv(file.path(tables, "dyestuff2.csv"))
eight <- read.csv(file.path(tables, "eight_schools.csv"))
likes <- list(
  dyestuff = list(grouped(dye$yield_g, dye$batch), c(20, 40, 80), 25),
  dyestuff2 = list(grouped(dye2$yield_g, dye2$batch), c(0.5, 1, 2), 5),
  eight_schools = list(known(eight$effect, eight$standard_error), c(2, 5, 10), 25))
found <- do.call(rbind, lapply(names(likes), function(table) {
  one <- likes[[table]]
  rbind(ask(table, one[[1]], "flat", 0, one[[2]]), ask(table, one[[1]], "cauchy", one[[3]], one[[2]]),
        ask(table, one[[1]], "gamma", 1, one[[2]]), ask(table, one[[1]], "gamma", 0.001, one[[2]]))
}))
found$share <- signif(found$share, 8)
write.csv(found, "tests/oracles/bayes.csv", row.names = FALSE, quote = FALSE)
