# lme4::Penicillin as it is.
source <- lme4::Penicillin
table <- data.frame(
  plate = as.character(source$plate),
  sample = as.character(source$sample),
  diameter = source$diameter
)
