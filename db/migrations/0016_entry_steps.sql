-- No entry of the register, and no certificate, without the steps of its case (S1-103; ADR 0023). Asked at commit, when all that the
-- transaction writes is there. Views hold what is asked for: one row a step, one row a kind of entry. They are data; nobody can write to them.

-- Whenever an event `asked_by` occurs before the recording, then for each thing that `asks` finds in its data, an event of `done_by` must
-- come after it and before the recording in which `does` finds the same thing.
CREATE VIEW recording_steps (step, asked_by, asks, done_by, does) AS VALUES
  ('acceptance', 'Filed', '"accepted"'::jsonpath, '{Accepted,DeemedAccepted}'::text[], '"accepted"'::jsonpath),
  ('examination', 'Filed', '"examined" ? ($.tracks.examination == "open")', '{Examined}', '"examined" ? ($.decision == "pass")'),
  ('examination', 'Examined', '"examined" ? ($.decision != "pass")', '{Examined}', '"examined" ? ($.decision == "pass")'),
  ('tax', 'Filed', '"paid" ? ($.tracks.tax == "open")', '{TaxCleared}', '"paid"'),
  ('department', 'Filed', '$.tracks.departments.keyvalue() ? (@.value == "open").key', '{DepartmentAnswered}', '$ ? (@.result == "passed").department'),
  ('department', 'DepartmentAnswered', '$ ? (@.result != "passed").department', '{DepartmentAnswered}', '$ ? (@.result == "passed").department'),
  ('announcement', 'Filed', '"announced" ? ($.tracks.announcement == "open")', '{AnnouncementEnded}', '"announced"'),
  ('objection settled', 'AnnouncementObjected', '$.by', '{AnnouncementObjectionSettled}', '$ ? (@.sustained == false).by'),
  ('site visit', 'SiteVisitOpened', '"visited"', '{SiteVisited}', '"visited"'),
  ('stop lifted', 'Stopped', '"lifted"', '{StopLifted}', '"lifted"'),
  ('open case', 'Closed', '"open"', '{}', '"open"');
--> statement-breakpoint
-- Entries that a case writes after its recording, on the right that it has recorded (实施细则 83(2), 民法典 221(2)).
CREATE VIEW entries_on_own_right (kind, recorded) AS VALUES
  ('objection-sued', 'objection-recorded'),
  ('notice-registrable', 'notice-recorded');
--> statement-breakpoint
-- Entries of no case: rights that end by themselves. `last_day` of the right at `place` in the unit's `list` must be over.
CREATE VIEW entries_of_no_case (kind, how, list, place, last_day) AS VALUES
  ('objection-ended', 'lapsed', 'objections', 'objectionIndex', 'lapsesOn'),
  ('notice-ended', 'lapsed', 'notices', 'noticeIndex', 'lapsesOn'),
  ('seizure-ended', 'expired', 'seizures', 'seizureIndex', 'until');
--> statement-breakpoint
-- What a case lacks to have recorded what `named` says (as its event Recorded contains it); null when it lacks nothing.
CREATE FUNCTION recording_lacks(of_case text, of_world text, named jsonb) RETURNS text LANGUAGE sql STABLE AS $$
  WITH ledger AS MATERIALIZED (SELECT seq, type, data FROM case_events WHERE case_no = of_case),
  recorded AS (SELECT min(seq) AS seq FROM ledger WHERE type = 'Recorded' AND data @> named),
  before AS (SELECT ledger.* FROM ledger, recorded WHERE ledger.seq < recorded.seq),
  asked AS (SELECT step, done_by, does, seq, what FROM before JOIN recording_steps ON asked_by = type, jsonb_path_query(data, asks) AS what)
  SELECT CASE
    WHEN recorded.seq IS NULL THEN 'an event Recorded that names it'
    WHEN NOT EXISTS (SELECT FROM before WHERE type = 'Filed' AND data ->> 'world' = of_world) THEN 'a filing in the same world'
    ELSE (
      SELECT string_agg(DISTINCT step || ' (' || (what #>> '{}') || ')', ', ') FROM asked
      WHERE NOT EXISTS (
        SELECT FROM before, jsonb_path_query(before.data, asked.does) AS done
        WHERE before.type = ANY (done_by) AND before.seq > asked.seq AND done = what))
  END FROM recorded
$$;
--> statement-breakpoint
-- What an entry lacks; null when it lacks nothing. Units are loaded in drills, and by the owner of the tables when an office's old register is taken over.
CREATE FUNCTION entry_lacks(written register_entries) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  named jsonb := jsonb_build_object('unitCode', written.unit_code, 'version', written.version, 'kind', written.entry -> 'kind');
  own_right text := (SELECT recorded FROM entries_on_own_right WHERE kind = written.entry ->> 'kind');
BEGIN
  IF written.case_no IS NOT NULL AND own_right IS NULL THEN
    RETURN recording_lacks(written.case_no, written.world, jsonb_build_object('entries', jsonb_build_array(named)));
  ELSIF written.case_no IS NOT NULL THEN
    IF NOT EXISTS (SELECT FROM term_commands WHERE (world, unit_code, version) = (written.world, written.unit_code, written.version)) THEN
      RETURN 'the act on the right''s term';
    END IF;
    named := jsonb_build_object('unitCode', written.unit_code, 'kind', own_right);
    RETURN recording_lacks(written.case_no, written.world, jsonb_build_object('entries', jsonb_build_array(named)));
  ELSIF written.entry ->> 'kind' = 'unit-loaded' AND (written.world <> '' OR pg_has_role(
    session_user, (SELECT relowner FROM pg_class WHERE oid = 'register_entries'::regclass), 'member'))
  THEN
    RETURN NULL;
  ELSIF EXISTS (
    SELECT FROM register_units unit JOIN entries_of_no_case ending ON kind = written.entry ->> 'kind' AND how = written.entry ->> 'how'
    WHERE (world, unit_code) = (written.world, written.unit_code)
      AND (state -> list -> (written.entry ->> place)::int ->> last_day)::date < (written.at::timestamptz AT TIME ZONE 'Asia/Shanghai')::date)
  THEN
    RETURN NULL;
  END IF;
  RETURN 'a case, or the last day of a right that is over';
END $$;
--> statement-breakpoint
CREATE FUNCTION refuse_without_steps() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  lacks text;
  called text;
BEGIN
  IF TG_TABLE_NAME = 'register_entries' THEN
    lacks := entry_lacks(NEW);
    called := format('entry %s of unit %s', NEW.version, NEW.unit_code);
  ELSE
    lacks := recording_lacks(NEW.case_no, NEW.world, jsonb_build_object('certificates', jsonb_build_array(
      jsonb_build_object('number', NEW.number, 'kind', NEW.kind, 'unitCode', NEW.unit_code))));
    called := format('certificate %s', NEW.number);
  END IF;
  IF lacks IS NOT NULL THEN
    RAISE EXCEPTION '% by case % is refused: what lacks is %', called, coalesce(NEW.case_no, '(none)'), lacks USING
      ERRCODE = 'integrity_constraint_violation',
      HINT = 'The register is written by recording a case, in one transaction with the events of its ledger (activities/perform.ts); '
        'the steps it needs are in the view recording_steps. Nothing was written. If the centre itself did this, its code is at fault: '
        'keep the log and the case number for the engineers. If not, somebody tried to write past it: tell the auditors, and run npm run verify.';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER register_entries_after_steps AFTER INSERT ON register_entries
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_without_steps();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER certificates_after_steps AFTER INSERT ON certificates
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_without_steps();
