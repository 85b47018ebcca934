# The interval that protect_counts_share must give for 20 of 57, known through their classes: 17 of 61.
print(prop.test(17, 61, correct = FALSE)$conf.int[1:2], digits = 10)
