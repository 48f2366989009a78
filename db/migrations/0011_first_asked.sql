CREATE TABLE "limit_withdrawals" (
	"world" text NOT NULL,
	"limit_id" text NOT NULL,
	"ends_from" text NOT NULL,
	"level" text NOT NULL,
	"document" text NOT NULL,
	"saved_by" text NOT NULL,
	"saved_at" text NOT NULL,
	CONSTRAINT "limit_withdrawals_world_limit_id_pk" PRIMARY KEY("world","limit_id")
);
--> statement-breakpoint
ALTER TABLE "enquiries" ADD COLUMN "answered_at" text;--> statement-breakpoint
ALTER TABLE "enquiries" ADD COLUMN "case_no" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "first_asked" text;--> statement-breakpoint
ALTER TABLE "limit_withdrawals" ADD CONSTRAINT "limit_withdrawals_world_limit_id_limit_policies_world_id_fk" FOREIGN KEY ("world","limit_id") REFERENCES "public"."limit_policies"("world","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cases_first_asked" ON "cases" USING btree ("world","office","first_asked","filed_at");--> statement-breakpoint
-- As `firstAskedOf` folds it of a case without an enquiry.
UPDATE cases SET first_asked = CASE state -> 'application' ->> 'channel' WHEN 'counter' THEN state ->> 'filedBy' ELSE state -> 'acceptance' ->> 'by' END;
--> statement-breakpoint
CREATE TRIGGER limit_withdrawals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON limit_withdrawals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
