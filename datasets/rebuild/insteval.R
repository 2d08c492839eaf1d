# lme4::InstEval: all ratings of 400 of its 2,972 students, drawn with a fixed seed.
source <- lme4::InstEval
set.seed(2972, kind = "Mersenne-Twister", normal.kind = "Inversion", sample.kind = "Rejection")
drawn <- sample(levels(source$s), 400)
source <- source[source$s %in% drawn, ]
table <- data.frame(
  student = as.character(source$s),
  instructor = as.character(source$d),
  department = as.character(source$dept),
  service = as.integer(as.character(source$service)),
  semester = as.integer(as.character(source$studage)),
  lecture_age = as.integer(as.character(source$lectage)),
  rating = source$y
)
