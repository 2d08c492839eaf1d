# lme4::Dyestuff2 as it is, renamed; its authors (Box & Tiao 1973) constructed the numbers.
source <- lme4::Dyestuff2
table <- data.frame(batch = as.character(source$Batch), yield_g = source$Yield)
