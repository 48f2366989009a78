ALTER TABLE "access_traces" ADD COLUMN "office" text;--> statement-breakpoint
ALTER TABLE "access_traces" ADD COLUMN "channel" text;--> statement-breakpoint
ALTER TABLE "access_traces" ADD COLUMN "on_behalf_of" text;--> statement-breakpoint
ALTER TABLE "access_traces" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "access_traces" ADD COLUMN "shown" integer;--> statement-breakpoint
CREATE INDEX "access_traces_day" ON "access_traces" USING btree ("world","office","at");