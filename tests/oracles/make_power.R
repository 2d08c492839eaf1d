# The power of a two-sided t test at 5 %, by R's noncentral t: Rscript tests/oracles/make_power.R > tests/oracles/power.csv
grid <- expand.grid(df = c(3, 8, 18, 28, 58, 98), away = c(0, 0.5, 1, 1.5, 2, 2.5, 3, 4, 5))
reach <- qt(0.975, grid$df)
grid$power <- pt(-reach, grid$df, ncp = grid$away) + pt(reach, grid$df, ncp = grid$away, lower.tail = FALSE)
write.csv(format(grid, digits = 12), row.names = FALSE, quote = FALSE)
