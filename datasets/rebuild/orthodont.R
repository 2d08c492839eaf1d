# nlme::Orthodont as it is, renamed.
source <- as.data.frame(nlme::Orthodont)
table <- data.frame(
  subject = as.character(source$Subject),
  age = as.integer(source$age),
  female = as.integer(source$Sex == "Female"),
  distance = source$distance
)
