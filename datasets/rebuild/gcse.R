# mlmRev::Gcsemv; the pupil numbers repeat between schools, so the pupil is the row.
source <- mlmRev::Gcsemv
table <- data.frame(
  school = as.character(source$school),
  female = as.integer(source$gender == "F"),
  written = source$written,
  coursework = source$course
)
