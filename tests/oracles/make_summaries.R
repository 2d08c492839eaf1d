# What lme4's summary() prints of a random-slope model: Rscript tests/oracles/make_summaries.R IN.csv OUT.txt
suppressPackageStartupMessages(library(lme4))
options(warn = -1)
files <- commandArgs(trailingOnly = TRUE)
d <- read.csv(files[1])
d$group <- factor(d$group, levels = unique(d$group))
# The default search at its default precision can be off in the fourth printed digit; this one is named like it.
lmer_exact <- function(formula, d) {
  found <- lmer(formula, d, control = lmerControl(calc.derivs = FALSE,
    optCtrl = list(xtol_abs = 1e-12, ftol_abs = 1e-12, xtol_rel = 0, maxeval = 1e5)))
  found@call <- quote(lmer(formula = y ~ x + (1 + x | group), data = d))
  found
}
writeLines(capture.output(print(summary(lmer_exact(y ~ x + (1 + x | group), d)))), files[2])
