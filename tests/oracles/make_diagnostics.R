# Null model and model with x of two tables by REML, the gain in log likelihood by the random intercept, and criteria by
# ML, by lme4, into diagnostics.csv: Rscript tests/oracles/make_diagnostics.R, from the root.
suppressPackageStartupMessages(library(lme4))
control <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10, maxfun = 1e5))
tables <- list(sleepstudy = c(y = "reaction", x = "days", g = "subject"), hsb = c(y = "math", x = "ses", g = "school"))
found <- do.call(rbind, lapply(names(tables), function(name) {
  about <- tables[[name]]
  d <- read.csv(file.path("datasets/tables", paste0(name, ".csv")))
  d <- data.frame(y = d[[about["y"]]], x = d[[about["x"]]], g = factor(d[[about["g"]]]))
  null <- lmer(y ~ 1 + (1 | g), d, control = control)
  line <- lmer(y ~ x + (1 | g), d, control = control)
  ml <- lmer(y ~ x + (1 | g), d, control = control, REML = FALSE)
  t <- function(fit) as.data.frame(VarCorr(fit))$vcov
  n <- 1 / mean(1 / table(d$g))
  fixed <- fixef(line)["x"]^2 * mean((d$x - mean(d$x))^2)
  total <- sum(t(line)) + fixed
  values <- c(
    tau00_null = t(null)[1], sigma2_null = t(null)[2], tau00 = t(line)[1], sigma2 = t(line)[2],
    unit = 1 - sum(t(line)) / sum(t(null)),
    group = 1 - (t(line)[2] / n + t(line)[1]) / (t(null)[2] / n + t(null)[1]),
    between = 1 - t(line)[1] / t(null)[1],
    marginal = fixed / total, conditional = (fixed + t(line)[1]) / total,
    ratio = 2 * (as.numeric(logLik(line)) - as.numeric(logLik(lm(y ~ x, d), REML = TRUE))),
    deviance = -2 * as.numeric(logLik(ml)), aic = AIC(ml), bic = BIC(ml)
  )
  names(values) <- c("tau00_null", "sigma2_null", "tau00", "sigma2", "unit", "group", "between", "marginal",
                     "conditional", "ratio", "deviance", "aic", "bic")
  data.frame(table = name, quantity = names(values), value = format(unname(values), digits = 12, trim = TRUE))
}))
out <- file("tests/oracles/diagnostics.csv", "w")
writeLines(paste0("# R ", getRversion(), ", lme4 ", packageVersion("lme4"), "; made by make_diagnostics.R."), out)
write.csv(found, out, row.names = FALSE, quote = FALSE)
close(out)
