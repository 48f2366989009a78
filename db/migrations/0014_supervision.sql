CREATE TABLE "supervision_entries" (
	"world" text NOT NULL,
	"office" text NOT NULL,
	"file" text NOT NULL,
	"n" integer NOT NULL,
	"register" text NOT NULL,
	"step" text NOT NULL,
	"by" text NOT NULL,
	"about" text,
	"at" text NOT NULL,
	"data" jsonb NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "supervision_entries_world_office_file_n_pk" PRIMARY KEY("world","office","file","n")
);
--> statement-breakpoint
CREATE INDEX "supervision_entries_at" ON "supervision_entries" USING btree ("world","office","register","at");--> statement-breakpoint
CREATE INDEX "supervision_entries_about" ON "supervision_entries" USING btree ("world","office","about");--> statement-breakpoint
-- What was found and said about people stays as it was written, and is sealed with the record.
CREATE TRIGGER supervision_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE FUNCTION seal_supervision_entries() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO seal_pending (kind, world, subject, no, hash)
    SELECT 'supervision-entry', world, office || '/' || file, n, hash FROM added;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER supervision_entries_sealed AFTER INSERT ON supervision_entries REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION seal_supervision_entries();
