"""The sampler as a script to take away: it runs with what its first lines import, on the table that lies beside it."""

PYTHON = '''"""A Gibbs sampler for y ~ 1 + (1 | group), groups of any size: run it beside data.csv."""
import numpy as np
import pandas as pd

A = 5.0  # half of the prior for the standard deviation between groups lies below it
CHAINS, STEPS = 4, 4000

data = pd.read_csv("data.csv")
group, names = pd.factorize(data["group"])
y, J, N = data["y"].to_numpy(float), len(names), len(data)
n = np.bincount(group)
mean = np.bincount(group, y) / n
within = ((y - mean[group]) ** 2).sum()
rng = np.random.default_rng(1)


def chain(tau00):
    sigma2, gamma00, kept = within / (N - J), mean.mean(), []
    for _ in range(STEPS):
        # The level of every group: its own mean and the average, each by its precision.
        precision = n / sigma2 + 1 / tau00
        b = rng.normal((n * mean / sigma2 + gamma00 / tau00) / precision, precision**-0.5)
        # The average, given the levels.
        gamma00 = rng.normal(b.mean(), (tau00 / J) ** 0.5)
        # The variance within, given the levels.
        sigma2 = (within + (n * (mean - b) ** 2).sum()) / rng.chisquare(N)
        # The variance between, by a half-Cauchy prior of scale A for its root.
        extra = rng.exponential() / (1 / A**2 + 1 / tau00)
        tau00 = max((((b - gamma00) ** 2).sum() + 2 * extra) / rng.chisquare(J + 1), 0.000001)
        kept.append((gamma00, tau00**0.5, sigma2**0.5))
    return kept[STEPS // 2 :]


draws = np.array([chain(start) for start in (0.01, 1.0, 25.0, 144.0)[:CHAINS]])
for k, words in enumerate(("average", "SD between groups", "SD within groups")):
    chains = draws[:, :, k]
    spread = chains.var(axis=1, ddof=1).mean()
    r_hat = ((spread * (1 - 1 / chains.shape[1]) + chains.mean(axis=1).var(ddof=1)) / spread) ** 0.5
    low, middle, high = np.quantile(chains, (0.025, 0.5, 0.975))
    print(f"{words}: {middle:.2f} ({low:.2f} to {high:.2f}), R-hat {r_hat:.3f}")
'''

R = """# A Gibbs sampler for y ~ 1 + (1 | group), groups of any size: run it beside data.csv.
A <- 5 # half of the prior for the standard deviation between groups lies below it
steps <- 4000

data <- read.csv("data.csv")
n <- as.vector(table(data$group))
means <- as.vector(tapply(data$y, data$group, mean))
within <- sum((data$y - ave(data$y, data$group))^2)
J <- length(n); N <- sum(n)
set.seed(1)

chain <- function(tau00) {
  sigma2 <- within / (N - J); gamma00 <- mean(means)
  kept <- matrix(0, steps, 3)
  for (s in seq_len(steps)) {
    # The level of every group: its own mean and the average, each by its precision.
    precision <- n / sigma2 + 1 / tau00
    b <- rnorm(J, (n * means / sigma2 + gamma00 / tau00) / precision, precision^-0.5)
    # The average, given the levels.
    gamma00 <- rnorm(1, mean(b), sqrt(tau00 / J))
    # The variance within, given the levels.
    sigma2 <- (within + sum(n * (means - b)^2)) / rchisq(1, N)
    # The variance between, by a half-Cauchy prior of scale A for its root.
    extra <- rexp(1) / (1 / A^2 + 1 / tau00)
    tau00 <- max((sum((b - gamma00)^2) + 2 * extra) / rchisq(1, J + 1), 0.000001)
    kept[s, ] <- c(gamma00, sqrt(tau00), sqrt(sigma2))
  }
  kept[(steps / 2 + 1):steps, ]
}

draws <- lapply(c(0.01, 1, 25, 144), chain)
words <- c("average", "SD between groups", "SD within groups")
for (k in 1:3) {
  chains <- sapply(draws, function(one) one[, k])
  spread <- mean(apply(chains, 2, var))
  r_hat <- sqrt((spread * (1 - 1 / nrow(chains)) + var(colMeans(chains))) / spread)
  cat(words[k], round(quantile(chains, c(0.5, 0.025, 0.975)), 2), "R-hat", round(r_hat, 3), "\\n")
}
"""

SCRIPTS = {"Python: numpy": PYTHON, "R": R}
