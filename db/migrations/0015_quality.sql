CREATE TABLE "quality_record" (
	"world" text NOT NULL,
	"office" text NOT NULL,
	"subject" text NOT NULL,
	"id" text NOT NULL,
	"seq" integer NOT NULL,
	"type" text NOT NULL,
	"at" text NOT NULL,
	"actor" text NOT NULL,
	"data" jsonb NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "quality_record_world_office_subject_id_seq_pk" PRIMARY KEY("world","office","subject","id","seq")
);
--> statement-breakpoint
CREATE INDEX "quality_record_at" ON "quality_record" USING btree ("world","office","subject","at");
--> statement-breakpoint
CREATE TRIGGER quality_record_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON quality_record FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE FUNCTION seal_quality_record() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO seal_pending (kind, world, subject, no, hash) SELECT 'quality', world, office || '/' || subject || '/' || id, seq, hash FROM added;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER quality_record_sealed AFTER INSERT ON quality_record REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION seal_quality_record();
