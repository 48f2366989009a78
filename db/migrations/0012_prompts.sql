CREATE TABLE "prompts" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"world" text NOT NULL,
	"case_no" text NOT NULL,
	"seq" integer NOT NULL,
	"sub" text NOT NULL,
	"in_stead_of" text,
	"kind" text NOT NULL,
	"clock" text,
	"text" text NOT NULL,
	"at" text NOT NULL,
	"read_at" text,
	"read_by" text
);
--> statement-breakpoint
CREATE INDEX "prompts_unread" ON "prompts" USING btree ("world","sub","id") WHERE read_at is null;--> statement-breakpoint
CREATE INDEX "prompts_of" ON "prompts" USING btree ("world","sub","id");--> statement-breakpoint
CREATE INDEX "prompts_case" ON "prompts" USING btree ("case_no","seq");