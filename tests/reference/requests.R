# What became of each person's last request for care, from the definition with nothing of ours: answered by a covered day
# since, given up by the discharge or death before one, else waiting, by the days since the request.
#
#   Rscript tests/reference/requests.R DIR END EPISODES.csv     DIR: canonical tables; EPISODES.csv: of episodes.R
#
# Prints site,measure,subgroup,asked,people: everyone, then each site (that of the admission, else of the person).
arguments <- commandArgs(trailingOnly = TRUE)
table_of <- function(name) read.csv(file.path(arguments[1], paste0(name, ".csv")), colClasses = "character")
day <- function(x) as.integer(as.Date(ifelse(x == "", NA, x)))
end <- day(arguments[2])

patients <- table_of("patients")
admissions <- merge(table_of("admissions"), patients[c("patient_id", "site", "observed_until")], by = "patient_id",
                    suffixes = c("", "_of_person"))
events <- table_of("adverse_events")
died <- tapply(day(events$date[events$kind == "death" | events$fatal == "yes"]),
               events$patient_id[events$kind == "death" | events$fatal == "yes"], min)
episodes <- read.csv(arguments[3], colClasses = "character")
covered <- tapply(day(episodes$last), episodes$patient_id, max)

admissions$requested <- day(admissions$requested)
admissions$discharged <- day(admissions$discharged)
admissions$discharged[which(admissions$discharged > end)] <- NA
asked <- admissions[!is.na(admissions$requested) & admissions$requested <= end, ]

judge <- function(rows) {
  rows <- rows[rows$requested == max(rows$requested), ]
  if (any(is.na(rows$discharged))) rows <- rows[is.na(rows$discharged), ]
  row <- rows[1, ]
  last <- covered[row$patient_id]
  death <- died[row$patient_id]
  state <- if (!is.na(last) && last >= row$requested) "answered"
    else if (!is.na(row$discharged) || (!is.na(death) && death <= end)) "people_who_gave_up"
    else "people_waiting"
  data.frame(site = ifelse(row$site != "", row$site, row$site_of_person), state, days = end - row$requested)
}
people <- do.call(rbind, lapply(split(asked, asked$patient_id), judge))
people$band <- as.character(cut(people$days, c(-1, 7, 21, 90, Inf), c("0-7", "8-21", "22-90", "91+")))

tell <- function(site, of) {
  waiting <- of[of$state == "people_waiting", ]
  bands <- c("0-7", "8-21", "22-90", "91+")
  counts <- c(nrow(waiting), sapply(bands, function(band) sum(waiting$band == band)), sum(of$state == "people_who_gave_up"))
  cat(paste(site, rep(c("people_waiting", "people_who_gave_up"), c(5, 1)), c("", bands, ""), nrow(of), counts, sep = ","),
      sep = "\n")
}
tell("", people)
for (site in sort(unique(people$site), method = "radix")) tell(site, people[people$site == site, ])
