# High School and Beyond with the school means of ses and the sector, by lme4, into frog_pond.csv:
# Rscript tests/oracles/make_frog_pond.R, from the root.
suppressPackageStartupMessages(library(lme4))
d <- read.csv("datasets/tables/hsb.csv", stringsAsFactors = FALSE)
d$x_mean <- ave(d$ses, d$school)
d$x_within <- d$ses - d$x_mean
d$w <- as.numeric(d$sector == "Catholic")
control <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10))
formulas <- c(within = "math ~ x_within + x_mean + (1 | school)",
              sector = "math ~ x_within + x_mean + w + x_within:w + (1 | school)")
found <- do.call(rbind, lapply(names(formulas), function(name) {
  fit <- lmer(as.formula(formulas[[name]]), d, control = control)
  data.frame(model = name, key = names(fixef(fit)), value = format(unname(fixef(fit)), digits = 12, trim = TRUE))
}))
found$key <- sub("(Intercept)", "Intercept", found$key, fixed = TRUE)
out <- file("tests/oracles/frog_pond.csv", "w")
writeLines(paste0("# R ", getRversion(), ", lme4 ", packageVersion("lme4"), "; made by make_frog_pond.R."), out)
write.csv(found, out, row.names = FALSE, quote = FALSE)
close(out)
