# mlmRev::Contraception; the running number of the woman is the row.
source <- mlmRev::Contraception
table <- data.frame(
  district = as.character(source$district),
  use = as.integer(source$use == "Y"),
  age_centered = source$age,
  urban = as.integer(source$urban == "Y"),
  children = as.character(source$livch)
)
