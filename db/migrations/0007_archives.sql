CREATE TABLE "case_archives" (
	"workflow_id" text NOT NULL,
	"run_id" text NOT NULL,
	"workflow_type" text NOT NULL,
	"world" text NOT NULL,
	"status" text NOT NULL,
	"ends" jsonb NOT NULL,
	"builds" text[] NOT NULL,
	"editions" text[] NOT NULL,
	"calendars" text[] NOT NULL,
	"events" integer NOT NULL,
	"closed_at" text NOT NULL,
	"archived_at" text NOT NULL,
	"history" "bytea" NOT NULL,
	"history_digest" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "case_archives_workflow_id_run_id_pk" PRIMARY KEY("workflow_id","run_id"),
	CONSTRAINT "case_archives_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE INDEX "case_archives_latest" ON "case_archives" USING btree ("archived_at");--> statement-breakpoint
CREATE INDEX "cases_closed" ON "cases" USING btree ("moved_at") WHERE stage = 'closed';--> statement-breakpoint
-- What was put away stays as it was put away (S0-115).
CREATE TRIGGER case_archives_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON case_archives FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
