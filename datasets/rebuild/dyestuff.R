# lme4::Dyestuff as it is, renamed.
source <- lme4::Dyestuff
table <- data.frame(batch = as.character(source$Batch), yield_g = source$Yield)
