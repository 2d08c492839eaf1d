# mlmRev::bdf, the columns used in the textbook.
source <- as.data.frame(mlmRev::bdf)
denominations <- c("public", "Protestant", "Catholic", "non-denominational private")
table <- data.frame(
  school = as.character(source$schoolNR),
  language = source$langPOST,
  language_before = source$langPRET,
  arithmetic = source$aritPOST,
  arithmetic_before = source$aritPRET,
  iq_verbal = source$IQ.verb,
  iq_centered = source$IQ.ver.cen,
  iq_performance = source$IQ.perf,
  ses = source$ses,
  female = as.integer(as.character(source$sex)),
  minority = as.integer(source$Minority == "Y"),
  repeated = as.integer(as.character(source$repeatgr)),
  school_iq_centered = unname(source$avg.IQ.ver.cen),
  school_ses = source$schoolSES,
  minority_percent = source$percmino,
  group_size = source$groupsiz,
  mixed_grades = as.integer(as.character(source$mixedgra)),
  denomination = denominations[as.integer(as.character(source$denomina))]
)
