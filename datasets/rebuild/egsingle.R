# mlmRev::egsingle; grade, size and mobility are left out, and so is the sex, whose labels are in doubt.
source <- mlmRev::egsingle
flag <- function(factor) as.integer(as.character(factor))
table <- data.frame(
  school = as.character(source$schoolid),
  child = as.character(source$childid),
  year = source$year,
  math = source$math,
  retained = flag(source$retained),
  black = flag(source$black),
  hispanic = flag(source$hispanic),
  low_income = source$lowinc
)
