# lme4::sleepstudy as it is, renamed.
source <- lme4::sleepstudy
table <- data.frame(
  subject = as.character(source$Subject),
  days = as.integer(source$Days),
  reaction = source$Reaction
)
