-- Archives from before have no digest of their packed bytes; their hash covers that of the history in them.
ALTER TABLE "case_archives" ADD COLUMN "packed_digest" text;
--> statement-breakpoint
-- The archive is part of the record: sealed from its own transaction on, and what is there already is put in line first (S0-115, S1-35).
INSERT INTO seal_pending (kind, world, subject, no, hash)
  SELECT 'case-archive', '', workflow_id || ' ' || run_id, 0, hash FROM case_archives ORDER BY archived_at, workflow_id, run_id;
--> statement-breakpoint
CREATE FUNCTION seal_case_archives() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO seal_pending (kind, world, subject, no, hash) SELECT 'case-archive', '', workflow_id || ' ' || run_id, 0, hash FROM added;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER case_archives_sealed AFTER INSERT ON case_archives REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION seal_case_archives();
