# survival::kidney as it is, renamed.
source <- survival::kidney
table <- data.frame(
  patient = as.character(source$id),
  time = source$time,
  infected = source$status,
  age = source$age,
  female = as.integer(source$sex == 2),
  disease = as.character(source$disease),
  frailty_published = source$frail
)
