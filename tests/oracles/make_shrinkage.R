# Levels of radon's counties and their conditional standard deviations by lme4's null model, into shrinkage.csv:
# Rscript tests/oracles/make_shrinkage.R, from the root.
suppressPackageStartupMessages(library(lme4))
d <- read.csv("datasets/tables/radon.csv", stringsAsFactors = FALSE)
fit <- lmer(log_radon ~ 1 + (1 | county), d, control = lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10)))
modes <- ranef(fit, condVar = TRUE)$county
sd <- sqrt(as.vector(attr(modes, "postVar")))
found <- rbind(
  data.frame(quantity = "gamma", key = "Intercept", value = fixef(fit)),
  data.frame(quantity = "level", key = rownames(modes), value = fixef(fit) + modes[[1]]),
  data.frame(quantity = "condsd", key = rownames(modes), value = sd)
)
found$value <- format(found$value, digits = 12, trim = TRUE)
out <- file("tests/oracles/shrinkage.csv", "w")
writeLines(paste0("# R ", getRversion(), ", lme4 ", packageVersion("lme4"), "; made by make_shrinkage.R."), out)
write.csv(found, out, row.names = FALSE, quote = FALSE)
close(out)
