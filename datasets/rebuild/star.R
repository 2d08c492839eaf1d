# mlmRev::star: pupils with a mathematics score in grade 3, and the school of each grade they were in the study.
source <- mlmRev::star
pupils <- source[source$gr == "3" & !is.na(source$math), ]
school_in <- function(grade) {
  rows <- source[source$gr == grade, ]
  as.character(rows$sch)[match(as.character(pupils$id), as.character(rows$id))]
}
table <- data.frame(
  school_k = school_in("K"),
  school_1 = school_in("1"),
  school_2 = school_in("2"),
  school_3 = school_in("3"),
  math = pupils$math,
  class_type = as.character(pupils$cltype),
  free_lunch = as.integer(pupils$ses == "F")
)
