# ordinal::wine as it is, renamed.
source <- ordinal::wine
table <- data.frame(
  judge = as.character(source$judge),
  bottle = as.character(source$bottle),
  rating = as.character(source$rating),
  bitterness = source$response,
  warm = as.integer(source$temp == "warm"),
  contact = as.integer(source$contact == "yes")
)
