CREATE TABLE "case_priorities" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"world" text NOT NULL,
	"office" text NOT NULL,
	"case_no" text NOT NULL,
	"class" text NOT NULL,
	"reason" text NOT NULL,
	"basis" text NOT NULL,
	"sub" text NOT NULL,
	"at" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_jumps" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"world" text NOT NULL,
	"office" text NOT NULL,
	"task_id" text NOT NULL,
	"case_no" text NOT NULL,
	"earlier_case_no" text NOT NULL,
	"sub" text NOT NULL,
	"reason" text NOT NULL,
	"note" text,
	"at" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "task_moves" (
	"world" text NOT NULL,
	"sub" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"digest" text NOT NULL,
	"task_id" text NOT NULL,
	"case_no" text NOT NULL,
	"outcome" text,
	"detail" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "task_moves_world_sub_idempotency_key_task_id_pk" PRIMARY KEY("world","sub","idempotency_key","task_id")
);
--> statement-breakpoint
ALTER TABLE "task_claims" ADD COLUMN "reason" text;--> statement-breakpoint
CREATE INDEX "case_priorities_case" ON "case_priorities" USING btree ("case_no","id");--> statement-breakpoint
CREATE INDEX "case_priorities_at" ON "case_priorities" USING btree ("world","office","at");--> statement-breakpoint
CREATE INDEX "order_jumps_at" ON "order_jumps" USING btree ("world","office","at");--> statement-breakpoint
-- Who was served out of turn, and why, stays as it was written down (S0-117, S0-120).
CREATE TRIGGER case_priorities_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON case_priorities FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER order_jumps_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON order_jumps FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
