# Power of the example "Power Analysis from Scratch" of the R package simr (Green and MacLeod 2016, SIMR: an R package
# for power analysis of generalized linear mixed models by simulation, Methods in Ecology and Evolution 7, 493-498), done
# as that package does it: draw from the model, fit by lme4, test the slope by Kenward and Roger's F (pbkrtest). Beside it
# the same tests of samples that are written down, so that each p value can be held against ours.
#
#   Rscript make_simr.R > simr.csv        (about five minutes; Debian: r-cran-lme4, r-cran-pbkrtest)
suppressMessages({library(lme4); library(pbkrtest)})
set.seed(20161)

design <- function(groups, x) expand.grid(x = x, g = factor(seq_len(groups)))
draw <- function(d, slope) 2 + slope * d$x + rnorm(nlevels(d$g), 0, sqrt(0.5))[d$g] + rnorm(nrow(d))
tested <- function(d, y) {
  d$y <- y
  full <- suppressMessages(lmer(y ~ x + (1 | g), d))
  none <- suppressMessages(lmer(y ~ 1 + (1 | g), d))
  KRmodcomp(full, none)$test["Ftest", "p.value"]
}
power <- function(name, groups, x, n) {
  d <- design(groups, x)
  p <- replicate(n, tested(d, draw(d, -0.1)))
  cat(sprintf("%s,%d,%d,%d,%d,\n", name, groups, length(x), n, sum(p < 0.05)))
}

cat("# made by make_simr.R\nname,groups,occasions,samples,rejected,values\n")
power("vignette", 3, 1:10, 2000)
power("longer", 3, 1:15, 1000)
power("more groups", 6, 1:10, 1000)
d <- design(3, 1:10)
for (k in 1:20) {
  y <- round(draw(d, -0.1), 6)
  cat(sprintf("sample,3,10,1,%.10g,%s\n", tested(d, y), paste(format(y, trim = TRUE), collapse = " ")))
}
