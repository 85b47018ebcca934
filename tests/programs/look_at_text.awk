# What is wrong in the text of a report, one line each: nothing below a heading, a section that says more than once that
# something cannot be estimated, numbers that are none, and sentences that begin with a small letter.
function close_part() {
    if (part != "" && part_words < 1) print "nothing below the heading: " part
    part = ""
}
function close_section() {
    close_part()
    if (section != "" && section_words < 1) print "nothing below the heading: " section
    if (section != "" && estimable > 1) print "said " estimable " times that something cannot be estimated: " section
}
/^(=+|-+)$/ && previous != "" && length($0) == length(previous) {
    part_words--; section_words--
    if ($0 ~ /^=/) {
        close_section()
        section = previous; section_words = estimable = 0
    } else {
        close_part()
        part = previous; part_words = 0; section_words++
    }
    previous = ""
    next
}
NF { part_words++; section_words++ }
tolower($0) ~ /cannot be estimated/ { estimable++ }
/(^|[^a-z])-?(nan|inf)([^a-z]|$)|NaN|\(null\)/ { print "no number: " $0 }
/(^|[^0-9.,])1 (people|persons|events|leavings|reflections|rows|months|days|weeks|sites)([^a-z]|$)/ { print "not one: " $0 }
/(^|[^0-9.,])1 person (were|are|have|start) / { print "not one: " $0 }
/[a-z0-9%)][.] [a-z]/ { print "begins small: " $0 }
{ previous = $0 }
END { close_section() }
