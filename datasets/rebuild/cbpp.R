# lme4::cbpp as it is, renamed.
source <- lme4::cbpp
table <- data.frame(
  herd = as.character(source$herd),
  period = as.character(source$period),
  cases = source$incidence,
  size = source$size
)
