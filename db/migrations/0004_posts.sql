CREATE TABLE "absences" (
	"world" text NOT NULL,
	"id" text NOT NULL,
	"sub" text NOT NULL,
	"first_day" text NOT NULL,
	"last_day" text NOT NULL,
	"kind" text NOT NULL,
	"handover" jsonb,
	"acting_sub" text,
	"approved_by" text,
	"approved_at" text,
	"returned_at" text,
	CONSTRAINT "absences_world_id_pk" PRIMARY KEY("world","id"),
	CONSTRAINT "absences_in_order" CHECK (first_day <= last_day)
);
--> statement-breakpoint
CREATE TABLE "backups" (
	"sub" text NOT NULL,
	"backup_sub" text NOT NULL,
	"post" text NOT NULL,
	CONSTRAINT "backups_sub_backup_sub_post_pk" PRIMARY KEY("sub","backup_sub","post"),
	CONSTRAINT "backups_in_order" CHECK (sub < backup_sub)
);
--> statement-breakpoint
CREATE TABLE "enquiries" (
	"world" text NOT NULL,
	"office" text NOT NULL,
	"no" integer NOT NULL,
	"asked_at" text NOT NULL,
	"first_asked" text NOT NULL,
	"asker" text NOT NULL,
	"question" text NOT NULL,
	"routes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"answer" text,
	"answered_by" text,
	"result" text,
	"satisfied" boolean,
	"closed_at" text,
	CONSTRAINT "enquiries_world_office_no_pk" PRIMARY KEY("world","office","no")
);
--> statement-breakpoint
CREATE TABLE "relatives" (
	"world" text DEFAULT '' NOT NULL,
	"sub" text NOT NULL,
	"name" text NOT NULL,
	"id_no" text DEFAULT '' NOT NULL,
	"relation" text NOT NULL,
	CONSTRAINT "relatives_world_sub_name_id_no_pk" PRIMARY KEY("world","sub","name","id_no")
);
--> statement-breakpoint
CREATE TABLE "training_records" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"world" text DEFAULT '' NOT NULL,
	"sub" text NOT NULL,
	"post" text NOT NULL,
	"held_on" text NOT NULL,
	"passed" boolean NOT NULL,
	"valid_until" text,
	"content" text NOT NULL,
	"recorded_by" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "case_events" ADD COLUMN "on_behalf_of" text;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "employment" text;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "badge" text;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "id_no" text;--> statement-breakpoint
CREATE INDEX "absences_of" ON "absences" USING btree ("world","sub");--> statement-breakpoint
CREATE INDEX "absences_acting" ON "absences" USING btree ("world","acting_sub");--> statement-breakpoint
CREATE INDEX "backups_of" ON "backups" USING btree ("backup_sub");--> statement-breakpoint
CREATE INDEX "enquiries_open" ON "enquiries" USING btree ("world","office") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "training_records_of" ON "training_records" USING btree ("sub","post");
--> statement-breakpoint
-- 互为备岗的人员不得同时休假或者离岗 (S4-66): whoever approves, and however many do at once. The rows of the pairs are locked first, so that
-- the second of two approvals sees the first; each statement of a volatile function looks anew.
CREATE FUNCTION refuse_both_away() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE other text;
BEGIN
  PERFORM 1 FROM backups WHERE NEW.sub IN (sub, backup_sub) ORDER BY sub, backup_sub, post FOR UPDATE;
  SELECT away.sub INTO other FROM absences away JOIN backups pair
    ON (pair.sub, pair.backup_sub) IN ((NEW.sub, away.sub), (away.sub, NEW.sub))
    WHERE away.world = NEW.world AND away.approved_by IS NOT NULL AND away.returned_at IS NULL
      AND away.first_day <= NEW.last_day AND NEW.first_day <= away.last_day LIMIT 1;
  IF other IS NOT NULL THEN
    RAISE EXCEPTION '% and % are back-ups of each other', NEW.sub, other USING ERRCODE = 'exclusion_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER absences_of_backups BEFORE INSERT OR UPDATE ON absences FOR EACH ROW
  WHEN (NEW.approved_by IS NOT NULL AND NEW.returned_at IS NULL) EXECUTE FUNCTION refuse_both_away();
--> statement-breakpoint
CREATE TRIGGER training_records_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON training_records FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE FUNCTION refuse_other_first_asked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'who was asked first does not change' USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER enquiries_first_asked BEFORE UPDATE ON enquiries FOR EACH ROW
  WHEN (NEW.first_asked IS DISTINCT FROM OLD.first_asked OR NEW.asked_at IS DISTINCT FROM OLD.asked_at) EXECUTE FUNCTION refuse_other_first_asked();
