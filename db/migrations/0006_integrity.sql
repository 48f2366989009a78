CREATE TABLE "refused_attempts" (
	"world" text NOT NULL,
	"case_no" text NOT NULL,
	"command_id" text NOT NULL,
	"sub" text NOT NULL,
	"action" text NOT NULL,
	"rule" text NOT NULL,
	"detail" text NOT NULL,
	"at" text NOT NULL,
	CONSTRAINT "refused_attempts_case_no_command_id_pk" PRIMARY KEY("case_no","command_id")
);
--> statement-breakpoint
CREATE INDEX "refused_attempts_at" ON "refused_attempts" USING btree ("world","at");--> statement-breakpoint
CREATE INDEX "case_events_at" ON "case_events" USING brin ("at");--> statement-breakpoint
-- Who tried what he had to keep out of stays as it was written down (S0-120).
CREATE TRIGGER refused_attempts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON refused_attempts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
