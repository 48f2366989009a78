CREATE TABLE "outbox" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"world" text NOT NULL,
	"kind" text NOT NULL,
	"unit_code" text NOT NULL,
	"case_no" text,
	"payload" jsonb NOT NULL,
	"by_case" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"delivered_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "term_commands" (
	"world" text NOT NULL,
	"unit_code" text NOT NULL,
	"command_id" text NOT NULL,
	"digest" text NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "term_commands_world_unit_code_command_id_pk" PRIMARY KEY("world","unit_code","command_id")
);
--> statement-breakpoint
ALTER TABLE "case_units" ADD COLUMN "lane" text DEFAULT 'application' NOT NULL;--> statement-breakpoint
ALTER TABLE "case_units" ADD COLUMN "served_at" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "application_no" text;--> statement-breakpoint
ALTER TABLE "register_units" ADD COLUMN "term_ends_at" text;--> statement-breakpoint
CREATE INDEX "outbox_undelivered" ON "outbox" USING btree ("next_attempt_at") WHERE delivered_at is null;--> statement-breakpoint
CREATE INDEX "outbox_by_case" ON "outbox" USING btree ("by_case");--> statement-breakpoint
CREATE INDEX "cases_of_application" ON "cases" USING btree ("application_no") WHERE application_no is not null;--> statement-breakpoint
CREATE INDEX "register_units_of_parcel" ON "register_units" USING btree ("world",left(unit_code, 19));--> statement-breakpoint
CREATE INDEX "register_units_with_term" ON "register_units" USING btree ("world","term_ends_at") WHERE term_ends_at is not null;--> statement-breakpoint
-- Units written before easements and the day of the present holders were kept: the fold of their entries has both.
UPDATE "register_units" unit SET state = state || jsonb_build_object('easements', '[]'::jsonb, 'heldSince', (
	SELECT jsonb_build_object('at', at, 'caseNo', case_no) FROM "register_entries" entry
	WHERE entry.world = unit.world AND entry.unit_code = unit.unit_code
		AND entry.entry ->> 'kind' IN ('unit-loaded', 'ownership-transferred')
	ORDER BY version DESC LIMIT 1)) WHERE NOT state ? 'easements';
