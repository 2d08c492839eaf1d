# Rscript write.R SCRIPT OUT: run one script, which leaves a data frame named `table`, and write it to OUT.
# Numbers keep 15 significant digits, lines end in LF, a missing value is an empty cell.
arguments <- commandArgs(trailingOnly = TRUE)
made <- new.env()
suppressPackageStartupMessages(source(arguments[1], local = made))
out <- file(arguments[2], open = "wb", encoding = "UTF-8")
write.table(made$table, out, sep = ",", row.names = FALSE, quote = FALSE, na = "", eol = "\n")
close(out)
