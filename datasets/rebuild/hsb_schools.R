# The 160 schools of nlme::MathAchSchool, with the number of sampled pupils counted from mlmRev::Hsb82.
schools <- as.data.frame(nlme::MathAchSchool)
school <- as.character(schools$School)
pupils <- table(as.character(mlmRev::Hsb82$school))
table <- data.frame(
  school = school,
  n_pupils = as.integer(pupils[school]),
  sector = as.character(schools$Sector),
  size = schools$Size,
  academic = schools$PRACAD,
  discipline = schools$DISCLIM,
  high_minority = as.integer(as.character(schools$HIMINTY)),
  school_ses = schools$MEANSES
)
