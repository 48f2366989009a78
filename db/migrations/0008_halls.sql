CREATE TABLE "hall_days" (
	"world" text NOT NULL,
	"office" text NOT NULL,
	"hall" text NOT NULL,
	"day" text NOT NULL,
	"closes_at" text NOT NULL,
	"last_no" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "hall_days_world_office_hall_day_pk" PRIMARY KEY("world","office","hall","day")
);
--> statement-breakpoint
CREATE TABLE "hall_settings" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"world" text DEFAULT '' NOT NULL,
	"office" text NOT NULL,
	"hall" text NOT NULL,
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"effective_from" text NOT NULL,
	"item" jsonb,
	"set_by" text NOT NULL,
	"set_at" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ticket_calls" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"world" text NOT NULL,
	"office" text NOT NULL,
	"hall" text NOT NULL,
	"day" text NOT NULL,
	"no" integer NOT NULL,
	"at_window" text NOT NULL,
	"mode" text NOT NULL,
	"called_by" text NOT NULL,
	"at" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ticket_cases" (
	"world" text NOT NULL,
	"office" text NOT NULL,
	"hall" text NOT NULL,
	"day" text NOT NULL,
	"no" integer NOT NULL,
	"case_no" text NOT NULL,
	"linked_by" text NOT NULL,
	"linked_at" text NOT NULL,
	CONSTRAINT "ticket_cases_world_office_hall_day_no_case_no_pk" PRIMARY KEY("world","office","hall","day","no","case_no")
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"world" text NOT NULL,
	"office" text NOT NULL,
	"hall" text NOT NULL,
	"day" text NOT NULL,
	"no" integer NOT NULL,
	"business" text NOT NULL,
	"class" text NOT NULL,
	"reason" text,
	"call_mode" text NOT NULL,
	"taken_at" text NOT NULL,
	"first_asked" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"at_window" text,
	"called_by" text,
	"called_at" text,
	"last_called_at" text,
	"passed_over" integer DEFAULT 0 NOT NULL,
	"ended_at" text,
	"exception" text,
	CONSTRAINT "tickets_world_office_hall_day_no_pk" PRIMARY KEY("world","office","hall","day","no")
);
--> statement-breakpoint
CREATE INDEX "hall_settings_of" ON "hall_settings" USING btree ("office","hall","world");--> statement-breakpoint
CREATE INDEX "ticket_calls_of" ON "ticket_calls" USING btree ("world","office","hall","seq");--> statement-breakpoint
CREATE INDEX "tickets_waiting" ON "tickets" USING btree ("world","office","hall","day") WHERE state = 'waiting';--> statement-breakpoint
CREATE UNIQUE INDEX "tickets_in_hand" ON "tickets" USING btree ("world","office","day","at_window") WHERE state = 'called';
--> statement-breakpoint
-- A past day's layout, who was called, and whom a visit opened a case for stay as they were written down (S1-46, S0-54).
CREATE TRIGGER hall_settings_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON hall_settings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER ticket_calls_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ticket_calls FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER ticket_cases_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ticket_cases FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER tickets_never_deleted BEFORE DELETE OR TRUNCATE ON tickets FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Place, class, reason and who gave a ticket out are what it was given out with; called once is called, ended is ended (S0-51, S0-117).
CREATE FUNCTION refuse_other_ticket() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a ticket stays as it was given out' USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER tickets_as_given_out BEFORE UPDATE ON tickets FOR EACH ROW
  WHEN ((NEW.business, NEW.class, NEW.reason, NEW.call_mode, NEW.taken_at, NEW.first_asked)
      IS DISTINCT FROM (OLD.business, OLD.class, OLD.reason, OLD.call_mode, OLD.taken_at, OLD.first_asked)
    OR (OLD.called_at IS NOT NULL AND (NEW.at_window, NEW.called_by, NEW.called_at, NEW.passed_over)
      IS DISTINCT FROM (OLD.at_window, OLD.called_by, OLD.called_at, OLD.passed_over))
    OR OLD.ended_at IS NOT NULL)
  EXECUTE FUNCTION refuse_other_ticket();
