# Pupils from mlmRev::Hsb82; the school's mean SES as published, from nlme::MathAchSchool.
pupils <- mlmRev::Hsb82
schools <- nlme::MathAchSchool
school <- as.character(pupils$school)
table <- data.frame(
  school = school,
  math = pupils$mAch,
  ses = pupils$ses,
  female = as.integer(pupils$sx == "Female"),
  minority = as.integer(pupils$minrty == "Yes"),
  sector = as.character(pupils$sector),
  school_ses = schools$MEANSES[match(school, as.character(schools$School))]
)
