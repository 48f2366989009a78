-- What the record is judged by is sealed as the record is (S1-35, S0-115): limits and calendar years that were saved, training, priority
-- classes, order jumps, refused attempts. None has a hash of its own: the leaf has the SHA-256 of the row as jsonb text without its nulls, so that a column
-- that is added later and left empty changes nothing. No column of these tables may be shown by the session's settings (timestamptz, float).
CREATE FUNCTION row_digest(content jsonb) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT encode(sha256(convert_to(jsonb_strip_nulls(content)::text, 'UTF8')), 'hex')
$$;
--> statement-breakpoint
-- Arguments: the kind of leaf, then the columns that name a row within its world.
CREATE FUNCTION seal_rows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO seal_pending (kind, world, subject, no, hash)
    SELECT TG_ARGV[0], content ->> 'world',
      (SELECT string_agg(content ->> TG_ARGV[place], ' ' ORDER BY place) FROM generate_series(1, TG_NARGS - 1) AS place),
      0, row_digest(content)
    FROM (SELECT to_jsonb(added) AS content FROM added) AS rows;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER limit_policies_sealed AFTER INSERT ON limit_policies REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION seal_rows('limit', 'id');
--> statement-breakpoint
CREATE TRIGGER limit_withdrawals_sealed AFTER INSERT ON limit_withdrawals REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION seal_rows('limit-withdrawal', 'limit_id');
--> statement-breakpoint
CREATE TRIGGER calendar_years_sealed AFTER INSERT ON calendar_years REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION seal_rows('calendar-year', 'year');
--> statement-breakpoint
CREATE TRIGGER training_records_sealed AFTER INSERT ON training_records REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION seal_rows('training', 'id');
--> statement-breakpoint
CREATE TRIGGER case_priorities_sealed AFTER INSERT ON case_priorities REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION seal_rows('case-priority', 'id');
--> statement-breakpoint
CREATE TRIGGER order_jumps_sealed AFTER INSERT ON order_jumps REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION seal_rows('order-jump', 'id');
--> statement-breakpoint
CREATE TRIGGER refused_attempts_sealed AFTER INSERT ON refused_attempts REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION seal_rows('refused-attempt', 'case_no', 'command_id');
--> statement-breakpoint
-- What is there already is put in line as it stands.
INSERT INTO seal_pending (kind, world, subject, no, hash)
  SELECT 'limit', world, id, 0, row_digest(to_jsonb(t)) FROM limit_policies t ORDER BY saved_at, id;
--> statement-breakpoint
INSERT INTO seal_pending (kind, world, subject, no, hash)
  SELECT 'limit-withdrawal', world, limit_id, 0, row_digest(to_jsonb(t)) FROM limit_withdrawals t ORDER BY saved_at, limit_id;
--> statement-breakpoint
INSERT INTO seal_pending (kind, world, subject, no, hash)
  SELECT 'calendar-year', world, year, 0, row_digest(to_jsonb(t)) FROM calendar_years t ORDER BY published_at, world, year;
--> statement-breakpoint
INSERT INTO seal_pending (kind, world, subject, no, hash)
  SELECT 'training', world, id, 0, row_digest(to_jsonb(t)) FROM training_records t ORDER BY id;
--> statement-breakpoint
INSERT INTO seal_pending (kind, world, subject, no, hash)
  SELECT 'case-priority', world, id, 0, row_digest(to_jsonb(t)) FROM case_priorities t ORDER BY id;
--> statement-breakpoint
INSERT INTO seal_pending (kind, world, subject, no, hash)
  SELECT 'order-jump', world, id, 0, row_digest(to_jsonb(t)) FROM order_jumps t ORDER BY id;
--> statement-breakpoint
INSERT INTO seal_pending (kind, world, subject, no, hash)
  SELECT 'refused-attempt', world, case_no || ' ' || command_id, 0, row_digest(to_jsonb(t)) FROM refused_attempts t ORDER BY at, case_no, command_id;
