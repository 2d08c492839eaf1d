# mlmRev::Chem97: all pupils of 50 of its 131 authorities, drawn with a fixed seed.
source <- mlmRev::Chem97
set.seed(1997, kind = "Mersenne-Twister", normal.kind = "Inversion", sample.kind = "Rejection")
drawn <- sample(levels(source$lea), 50)
source <- source[source$lea %in% drawn, ]
table <- data.frame(
  authority = as.character(source$lea),
  school = as.character(source$school),
  score = source$score,
  gcse = source$gcsescore,
  female = as.integer(source$gender == "F"),
  age_months = source$age
)
