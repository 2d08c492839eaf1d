# One model in lme4, or in lm where it has no group: Rscript make_claims.R rows.csv formula weights found.csv
suppressPackageStartupMessages(library(lme4))
options(digits = 15, warn = -1)
asked <- commandArgs(trailingOnly = TRUE)
d <- read.csv(asked[1], stringsAsFactors = FALSE)
if ("group" %in% names(d)) d$group <- factor(d$group)
f <- as.formula(asked[2])
d$counted <- if (nchar(asked[3])) d[[asked[3]]] else 1
if (grepl("|", asked[2], fixed = TRUE)) {
  fit <- lmer(f, d, control = lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10, maxfun = 1e5)))
  part <- as.data.frame(VarCorr(fit))
  part <- part[is.na(part$var2), ]
  spread <- data.frame(quantity = "variance", key = ifelse(part$grp == "Residual", "sigma2", ifelse(part$var1 == "(Intercept)", "tau00", "tau11")), value = part$vcov)
  table <- coef(summary(fit))
} else {
  fit <- lm(f, d, weights = counted)
  spread <- data.frame(quantity = character(), key = character(), value = numeric())
  table <- coef(summary(fit))
}
terms <- sub("(Intercept)", "Intercept", rownames(table), fixed = TRUE)
found <- rbind(data.frame(quantity = "gamma", key = terms, value = table[, "Estimate"]),
               data.frame(quantity = "se", key = terms, value = table[, "Std. Error"]), spread)
found$value <- format(found$value, digits = 12, trim = TRUE)
write.csv(found, asked[4], row.names = FALSE, quote = FALSE)
