# Refits a second by lme4 of 600 rows with random slopes, drawn anew each time; and with the test that simr makes of each,
# Kenward and Roger's (pbkrtest), where that is installed. Prints a name and a number a line.
suppressMessages(library(lme4))
set.seed(1)
group <- gl(30, 20)
x <- rnorm(600)
drawn <- function() {
  y <- 0.2 * x + rnorm(30, 0, sqrt(0.2))[group] + rnorm(30, 0, sqrt(0.05))[group] * x + rnorm(600, 0, sqrt(0.8))
  data.frame(y, x, group)
}
refit <- function(d) suppressMessages(lmer(y ~ x + (1 + x | group), d))
rate <- function(n, one) {
  one(drawn())
  n / system.time(for (k in seq_len(n)) one(drawn()))[["elapsed"]]
}
cat("lme4", rate(60, refit), "\n")
if (requireNamespace("pbkrtest", quietly = TRUE)) {
  tested <- function(d) {
    full <- refit(d)
    pbkrtest::KRmodcomp(full, suppressMessages(update(full, . ~ . - x)))
  }
  cat("lme4 with the test of simr", rate(5, tested), "\n")
}
