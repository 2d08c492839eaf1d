# lme4::Pastes; the source's cask letters repeat in every batch, so a cask is the source's sample (A:a to J:c).
source <- lme4::Pastes
table <- data.frame(
  batch = as.character(source$batch),
  cask = as.character(source$sample),
  strength = source$strength
)
