# survival::rats as it is, renamed.
source <- survival::rats
table <- data.frame(
  litter = as.character(source$litter),
  drug = source$rx,
  time = source$time,
  tumor = source$status,
  female = as.integer(source$sex == "f")
)
