# mlmRev::Mmmec as it is, renamed.
source <- mlmRev::Mmmec
table <- data.frame(
  nation = as.character(source$nation),
  region = as.character(source$region),
  county = as.character(source$county),
  deaths = source$deaths,
  expected = source$expected,
  uvb = source$uvb
)
