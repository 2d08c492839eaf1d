# Random slopes of two tables, x counted from three places each, by lme4, into covariance.csv:
# Rscript tests/oracles/make_covariance.R, from the root.
suppressPackageStartupMessages(library(lme4))
control <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10, maxfun = 1e5))
tables <- list(sleepstudy = list(y = "reaction", x = "days", g = "subject", zeros = c(0, 4, 9)),
               london_exam = list(y = "exam", x = "reading", g = "school", zeros = c(-2, 0, 2)))
found <- do.call(rbind, lapply(names(tables), function(name) {
  about <- tables[[name]]
  d <- read.csv(file.path("datasets/tables", paste0(name, ".csv")))
  d <- data.frame(y = d[[about$y]], x = d[[about$x]], g = factor(d[[about$g]]))
  do.call(rbind, lapply(about$zeros, function(zero) {
    t <- VarCorr(lmer(y ~ I(x - zero) + (1 + I(x - zero) | g), d, control = control))$g
    values <- format(c(t[1, 1], t[1, 2], t[2, 2], t[1, 2] / sqrt(t[1, 1] * t[2, 2])), digits = 10, trim = TRUE)
    data.frame(table = name, zero = zero, tau00 = values[1], tau01 = values[2], tau11 = values[3], corr01 = values[4])
  }))
}))
out <- file("tests/oracles/covariance.csv", "w")
writeLines(paste0("# R ", getRversion(), ", lme4 ", packageVersion("lme4"), "; made by make_covariance.R."), out)
write.csv(found, out, row.names = FALSE, quote = FALSE)
close(out)
