-- Units that are loaded into the office's own register, as an earlier system's data: by whoever may execute this, which is the owner of the
-- tables, and the application where it is a centre for drills (db/roles.ts says so at each start).
CREATE FUNCTION may_load_units() RETURNS boolean LANGUAGE sql IMMUTABLE AS 'select true';
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION may_load_units() FROM PUBLIC;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION entry_lacks(written register_entries) RETURNS text LANGUAGE plpgsql STABLE AS $$
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
  ELSIF written.entry ->> 'kind' = 'unit-loaded' AND (written.world <> '' OR has_function_privilege(session_user, 'may_load_units()', 'execute'))
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
