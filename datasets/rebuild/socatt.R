# mlmRev::Socatt as it is, renamed.
source <- mlmRev::Socatt
table <- data.frame(
  district = as.character(source$district),
  respondent = as.character(source$respond),
  year = as.integer(as.character(source$year)),
  approved = as.integer(as.character(source$numpos)),
  party = as.character(source$party),
  social_class = as.character(source$class),
  female = as.integer(source$gender == "female"),
  age = source$age,
  religion = as.character(source$religion)
)
