-- Every list reads all functions, and few columns of each: answers, triggers and environments stand apart from them.
-- Rows that are there already follow when they are next written.
ALTER TABLE "functions" SET (toast_tuple_target = 600);
