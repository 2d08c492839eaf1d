# Profile-likelihood intervals (95 %) of every linear model of models.csv with one grouping factor, from lme4.
# Rscript tests/oracles/make_profiles.R [profiles.csv]   (from the root of the repository)
# lme4 profiles the ML deviance, of a REML fit too (it refits), so only the ML models are asked. It gives standard
# deviations and a correlation. It cannot profile every singular fit: an end it does not find is left out.
suppressPackageStartupMessages(library(lme4))
options(digits = 15, warn = -1)
here <- "tests/oracles"
target <- commandArgs(trailingOnly = TRUE)
target <- if (length(target)) target[1] else file.path(here, "profiles.csv")

table_of <- function(name) {
  path <- if (startsWith(name, "worlds/")) file.path(here, paste0(name, ".csv")) else
    file.path("datasets", "tables", paste0(name, ".csv"))
  d <- read.csv(path, stringsAsFactors = FALSE)
  if (name == "hsb") {
    d$ses_within <- d$ses - d$school_ses
    d$catholic <- as.integer(d$sector == "Catholic")
  }
  if (name == "couples") d$female <- as.integer(d$spouse == "wife")
  # The scale of the outcome only scales the ends; lme4 loses its way in the millions.
  if (name == "worlds/large_scale") d$y <- (d$y - 1e6) / 1e4
  d
}

ends_of <- function(row) {
  # A local name, because profile() evaluates the call again.
  d <- table_of(row$table)
  control <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10, maxfun = 1e5), calc.derivs = FALSE)
  m <- do.call(lmer, list(as.formula(row$formula), d, REML = FALSE, control = control))
  p <- profile(m, which = "theta_", signames = FALSE, maxpts = 300, delta = qchisq(.95, 1)^.5 / 20)
  confint(p, level = .95)
}

code_of <- function(name) {
  if (name == "sigma") "sigma2" else if (startsWith(name, "cor_")) "corr01" else
    if (startsWith(name, "sd_(Intercept)")) "tau00" else "tau11"
}

models <- read.csv(file.path(here, "models.csv"), stringsAsFactors = FALSE)
one_factor <- lengths(regmatches(models$formula, gregexpr("|", models$formula, fixed = TRUE))) == 1 &
  !grepl("/", models$formula, fixed = TRUE)
models <- models[models$family == "gaussian" & models$reml == 0 & one_factor, ]
rows <- list()
for (k in seq_len(nrow(models))) {
  ends <- tryCatch(ends_of(models[k, ]), error = function(problem) NULL)
  if (is.null(ends)) { message(models$id[k], ": no profile"); next }
  for (name in rownames(ends)) {
    code <- code_of(name)
    value <- if (code == "corr01") ends[name, ] else ends[name, ]^2
    for (end in 1:2) if (is.finite(value[end]))
      rows[[length(rows) + 1]] <- data.frame(id = models$id[k], code, end = c("low", "high")[end],
                                             value = format(value[end], digits = 10))
  }
  message(models$id[k])
}
con <- file(target, "w")
writeLines(c(sprintf("# R %s, lme4 %s", getRversion(), packageVersion("lme4")),
             "# Made by tests/oracles/make_profiles.R from models.csv: variances (squared) and corr01; ML criterion."), con)
write.csv(do.call(rbind, rows), con, row.names = FALSE, quote = FALSE)
close(con)
