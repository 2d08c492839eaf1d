# Fit every model of models.csv in lme4, and two that our fit layer cannot fit yet in ordinal and survival.
# Rscript tests/oracles/make_oracles.R [answers.csv]   (from the root of the repository)
suppressPackageStartupMessages({library(lme4); library(ordinal); library(survival)})
options(digits = 15, warn = -1)
here <- "tests/oracles"
target <- commandArgs(trailingOnly = TRUE)
target <- if (length(target)) target[1] else file.path(here, "answers.csv")

table_of <- function(name) {
  path <- if (startsWith(name, "worlds/")) file.path(here, paste0(name, ".csv")) else
    file.path("datasets", "tables", paste0(name, ".csv"))
  d <- read.csv(path, stringsAsFactors = FALSE)
  for (g in intersect(c("group", "school", "subject", "batch", "plate", "sample", "cask", "student", "instructor",
                        "primary", "secondary", "child", "county", "authority", "family", "couple", "district", "herd",
                        "period", "region", "nation"), names(d)))
    d[[g]] <- factor(d[[g]], levels = unique(d[[g]]))
  if (name == "hsb") {
    d$ses_within <- d$ses - d$school_ses
    d$catholic <- as.integer(d$sector == "Catholic")
  }
  if (name == "cbpp") { d$healthy <- d$size - d$cases; d$period <- factor(d$period, levels = sort(unique(as.character(d$period)))) }
  if (name %in% c("cbpp", "melanoma")) d$row <- factor(seq_len(nrow(d)))
  if (name == "couples") d$female <- as.integer(d$spouse == "wife")
  d
}

rows <- list()
say <- function(id, quantity, key, value) rows[[length(rows) + 1]] <<- data.frame(id, quantity, key, value = format(value, digits = 12))
tidy <- function(term) sub("(Intercept)", "Intercept", term, fixed = TRUE)

# Two searches, and the better of their answers: one search alone can stop on a wrong boundary.
fit_one <- function(row, d) {
  f <- as.formula(row$formula)
  if (row$family == "gaussian") {
    searches <- list(lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10, maxfun = 1e5), calc.derivs = FALSE),
                     lmerControl(optimizer = "nloptwrap", optCtrl = list(xtol_abs = 1e-12, ftol_abs = 1e-12, maxeval = 1e5), calc.derivs = FALSE))
    found <- lapply(searches, function(control) lmer(f, d, REML = row$reml == 1, control = control))
    found[[which.max(sapply(found, logLik))]]
  } else {
    # lme4's default tolPwrss (1e-7) stops the inner search so early that cbpp's deviance is off in the fourth digit.
    control <- glmerControl(optimizer = "bobyqa", tolPwrss = 1e-12, optCtrl = list(rhoend = 1e-9, maxfun = 1e5))
    glmer(f, d, family = row$family, nAGQ = row$points, control = control)
  }
}

answers <- function(id, m, family) {
  say(id, "loglik", "", as.numeric(logLik(m)))
  if (family == "gaussian") say(id, "sigma2", "", sigma(m)^2)
  say(id, "singular", "", as.integer(isSingular(m, tol = 1e-5)))
  for (term in names(fixef(m))) {
    say(id, "gamma", tidy(term), fixef(m)[[term]])
    say(id, "se", tidy(term), sqrt(diag(as.matrix(vcov(m))))[[term]])
  }
  components <- VarCorr(m)
  for (g in names(components)) {
    cov <- as.matrix(components[[g]])
    for (i in seq_len(nrow(cov))) for (k in seq_len(i))
      say(id, "tau", paste(g, tidy(rownames(cov)[i]), tidy(colnames(cov)[k]), sep = "|"), cov[i, k])
  }
  u <- ranef(m, condVar = TRUE)
  for (g in names(u)) {
    pv <- attr(u[[g]], "postVar")
    for (j in seq_len(min(3, nrow(u[[g]])))) for (i in seq_len(ncol(u[[g]]))) {
      key <- paste(g, rownames(u[[g]])[j], tidy(colnames(u[[g]])[i]), sep = "|")
      say(id, "u_hat", key, u[[g]][j, i])
      say(id, "u_se", key, sqrt(if (is.array(pv)) pv[i, i, j] else NA))
    }
  }
}

models <- read.csv(file.path(here, "models.csv"), stringsAsFactors = FALSE)
for (k in seq_len(nrow(models))) {
  row <- models[k, ]
  answers(row$id, fit_one(row, table_of(row$table)), row$family)
}

# Not in our fit layer yet: kept for the lessons that will need them, and checked against print.
w <- table_of("wine")
w$place <- factor(w$rating, ordered = TRUE)
m <- clmm(place ~ warm + contact + (1 | judge), data = transform(w, judge = factor(judge)))
say("wine_clmm_later", "loglik", "", as.numeric(m$logLik))
for (term in c("warm", "contact")) say("wine_clmm_later", "gamma", term, m$beta[[term]])
say("wine_clmm_later", "tau", "judge|Intercept|Intercept", as.numeric(VarCorr(m)[[1]]))
k <- table_of("kidney")
m <- coxph(Surv(time, infected) ~ female + frailty(patient, distribution = "gamma"), data = k)
say("kidney_frailty_later", "gamma", "female", coef(m)[["female"]])
say("kidney_frailty_later", "tau", "patient|Intercept|Intercept", m$history[[1]]$theta)

versions <- sprintf("# R %s, lme4 %s, ordinal %s, survival %s", getRversion(), packageVersion("lme4"),
                    packageVersion("ordinal"), packageVersion("survival"))
out <- do.call(rbind, rows)
con <- file(target, "w")
writeLines(c(versions, "# Made by tests/oracles/make_oracles.R from models.csv. tau: factor|term|term. u_hat, u_se: factor|group|term."), con)
write.csv(out, con, row.names = FALSE, quote = FALSE)
close(con)
