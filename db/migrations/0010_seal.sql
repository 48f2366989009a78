CREATE TABLE "seal_checkpoints" (
	"size" bigint PRIMARY KEY NOT NULL,
	"note" text NOT NULL,
	"at" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "seal_keys" (
	"no" integer PRIMARY KEY NOT NULL,
	"verifier" text NOT NULL,
	"since_size" bigint NOT NULL,
	"note" text NOT NULL,
	"at" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "seal_leaves" (
	"index" bigint PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"world" text NOT NULL,
	"subject" text NOT NULL,
	"no" bigint NOT NULL,
	"hash" text NOT NULL,
	"leaf_hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "seal_nodes" (
	"level" integer NOT NULL,
	"index" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "seal_nodes_level_index_pk" PRIMARY KEY("level","index")
);
--> statement-breakpoint
CREATE TABLE "seal_pending" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"world" text NOT NULL,
	"subject" text NOT NULL,
	"no" bigint NOT NULL,
	"hash" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "access_traces" ALTER COLUMN "at" DROP DEFAULT;--> statement-breakpoint
-- Rows from before the seal get the hash they would have been written with: SHA-256 over canonical JSON (RFC 8785), members in order.
ALTER TABLE "access_traces" ADD COLUMN "hash" text;--> statement-breakpoint
ALTER TABLE "certificates" ADD COLUMN "hash" text;--> statement-breakpoint
ALTER TABLE access_traces DISABLE TRIGGER access_traces_append_only;--> statement-breakpoint
-- Looks are kept to the millisecond, as they have always been shown.
UPDATE access_traces SET at = date_trunc('milliseconds', at), hash = encode(sha256(convert_to(
  '{"at":' || to_json(to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) || ',"object":' || to_json(object)
  || ',"objectId":' || to_json(object_id) || ',"posts":' || to_json(posts) || ',"purpose":' || to_json(purpose)
  || ',"scope":' || to_json(scope) || ',"sub":' || to_json(sub) || ',"world":' || to_json(world) || '}', 'UTF8')), 'hex');--> statement-breakpoint
ALTER TABLE access_traces ENABLE TRIGGER access_traces_append_only;--> statement-breakpoint
ALTER TABLE certificates DISABLE TRIGGER certificates_append_only;--> statement-breakpoint
UPDATE certificates SET hash = encode(sha256(convert_to(
  '{"at":' || to_json(at) || ',"caseNo":' || to_json(case_no) || ',"kind":' || to_json(kind) || ',"number":' || to_json(number)
  || ',"unitCode":' || to_json(unit_code) || ',"world":' || to_json(world) || '}', 'UTF8')), 'hex');--> statement-breakpoint
ALTER TABLE certificates ENABLE TRIGGER certificates_append_only;--> statement-breakpoint
ALTER TABLE "access_traces" ALTER COLUMN "hash" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "certificates" ALTER COLUMN "hash" SET NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "seal_leaves_named" ON "seal_leaves" USING btree ("kind","world","subject","no");
--> statement-breakpoint
CREATE TRIGGER seal_leaves_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON seal_leaves FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER seal_nodes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON seal_nodes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER seal_checkpoints_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON seal_checkpoints FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER seal_keys_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON seal_keys FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- What stands in the record and is not sealed yet is in seal_pending from its own transaction on (S1-35): a row the gatherer cannot miss,
-- whoever wrote it. The functions run as the owner: the application itself may not put anything there.
INSERT INTO seal_pending (kind, world, subject, no, hash) SELECT 'case-event', '', case_no, seq, hash FROM case_events ORDER BY case_no, seq;
--> statement-breakpoint
INSERT INTO seal_pending (kind, world, subject, no, hash)
  SELECT 'register-entry', world, unit_code, version, hash FROM register_entries ORDER BY world, unit_code, version;
--> statement-breakpoint
INSERT INTO seal_pending (kind, world, subject, no, hash) SELECT 'certificate', world, number, 0, hash FROM certificates ORDER BY world, number;
--> statement-breakpoint
INSERT INTO seal_pending (kind, world, subject, no, hash) SELECT 'access-trace', '', '', id, hash FROM access_traces ORDER BY id;
--> statement-breakpoint
CREATE FUNCTION seal_case_events() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO seal_pending (kind, world, subject, no, hash) SELECT 'case-event', '', case_no, seq, hash FROM added;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER case_events_sealed AFTER INSERT ON case_events REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION seal_case_events();
--> statement-breakpoint
CREATE FUNCTION seal_register_entries() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO seal_pending (kind, world, subject, no, hash) SELECT 'register-entry', world, unit_code, version, hash FROM added;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER register_entries_sealed AFTER INSERT ON register_entries REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION seal_register_entries();
--> statement-breakpoint
CREATE FUNCTION seal_certificates() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO seal_pending (kind, world, subject, no, hash) SELECT 'certificate', world, number, 0, hash FROM added;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER certificates_sealed AFTER INSERT ON certificates REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION seal_certificates();
--> statement-breakpoint
CREATE FUNCTION seal_access_traces() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO seal_pending (kind, world, subject, no, hash) SELECT 'access-trace', '', '', id, hash FROM added;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER access_traces_sealed AFTER INSERT ON access_traces REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION seal_access_traces();
--> statement-breakpoint
CREATE FUNCTION seal_checkpoints() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO seal_pending (kind, world, subject, no, hash) SELECT 'checkpoint', '', '', size, hash FROM added;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER seal_checkpoints_sealed AFTER INSERT ON seal_checkpoints REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION seal_checkpoints();
--> statement-breakpoint
CREATE FUNCTION seal_keys() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO seal_pending (kind, world, subject, no, hash) SELECT 'key', '', '', no, hash FROM added;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER seal_keys_sealed AFTER INSERT ON seal_keys REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION seal_keys();
