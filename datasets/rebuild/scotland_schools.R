# mlmRev::ScotsSec as it is, renamed.
source <- mlmRev::ScotsSec
table <- data.frame(
  primary = as.character(source$primary),
  secondary = as.character(source$second),
  attainment = source$attain,
  verbal = source$verbal,
  female = as.integer(source$sex == "F"),
  social_class = source$social
)
