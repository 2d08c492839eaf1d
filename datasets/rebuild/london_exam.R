# mlmRev::Exam. Left out: pupil ids (they repeat, also within a school), vr and intake (see the catalogue).
# Also `type`, which only says whether schgend is mixed.
source <- mlmRev::Exam
table <- data.frame(
  school = as.character(source$school),
  exam = source$normexam,
  reading = source$standLRT,
  female = as.integer(source$sex == "F"),
  school_reading = source$schavg,
  school_gender = as.character(source$schgend)
)
