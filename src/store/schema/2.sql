-- What nothing reads: how far channels were read is asked of Discord, and who published what stands in the revisions.
DROP TABLE cursor;
DROP TABLE audit;
