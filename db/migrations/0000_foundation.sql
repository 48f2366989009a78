CREATE SEQUENCE "public"."case_numbers" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "access_traces" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"world" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"sub" text NOT NULL,
	"posts" text[] NOT NULL,
	"object" text NOT NULL,
	"object_id" text NOT NULL,
	"purpose" text NOT NULL,
	"scope" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_acks" (
	"case_no" text PRIMARY KEY NOT NULL,
	"seq" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_events" (
	"case_no" text NOT NULL,
	"seq" integer NOT NULL,
	"type" text NOT NULL,
	"at" text NOT NULL,
	"received_at" text NOT NULL,
	"due_at" text,
	"actor" text NOT NULL,
	"command_id" text NOT NULL,
	"command_digest" text NOT NULL,
	"data" jsonb NOT NULL,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "case_events_case_no_seq_pk" PRIMARY KEY("case_no","seq")
);
--> statement-breakpoint
CREATE TABLE "case_units" (
	"case_no" text NOT NULL,
	"world" text NOT NULL,
	"unit_code" text NOT NULL,
	"order_no" integer,
	"pending" boolean DEFAULT false NOT NULL,
	CONSTRAINT "case_units_case_no_unit_code_pk" PRIMARY KEY("case_no","unit_code")
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"case_no" text PRIMARY KEY NOT NULL,
	"world" text NOT NULL,
	"office" text NOT NULL,
	"procedure" text NOT NULL,
	"stage" text NOT NULL,
	"outcome" text,
	"light" text,
	"filed_at" text NOT NULL,
	"accepted_at" text,
	"due_at" text,
	"party_names" text[] NOT NULL,
	"fingerprint" text NOT NULL,
	"seq" integer NOT NULL,
	"head" text NOT NULL,
	"clock_offset_ms" bigint DEFAULT 0 NOT NULL,
	"state" jsonb NOT NULL,
	"moved_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "certificate_counters" (
	"world" text NOT NULL,
	"office" text NOT NULL,
	"kind" text NOT NULL,
	"year" integer NOT NULL,
	"last" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "certificate_counters_world_office_kind_year_pk" PRIMARY KEY("world","office","kind","year")
);
--> statement-breakpoint
CREATE TABLE "certificates" (
	"world" text NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"unit_code" text NOT NULL,
	"case_no" text NOT NULL,
	"at" text NOT NULL,
	CONSTRAINT "certificates_world_number_pk" PRIMARY KEY("world","number")
);
--> statement-breakpoint
CREATE TABLE "filings" (
	"sub" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"digest" text NOT NULL,
	"case_no" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "filings_sub_idempotency_key_pk" PRIMARY KEY("sub","idempotency_key"),
	CONSTRAINT "filings_case_no_unique" UNIQUE("case_no")
);
--> statement-breakpoint
CREATE TABLE "pending_commands" (
	"id" text PRIMARY KEY NOT NULL,
	"sub" text NOT NULL,
	"world" text NOT NULL,
	"case_no" text NOT NULL,
	"kind" text NOT NULL,
	"payload" jsonb NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"outcome_status" integer,
	"outcome" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "register_entries" (
	"world" text NOT NULL,
	"unit_code" text NOT NULL,
	"version" integer NOT NULL,
	"at" text NOT NULL,
	"case_no" text,
	"entry" jsonb NOT NULL,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "register_entries_world_unit_code_version_pk" PRIMARY KEY("world","unit_code","version")
);
--> statement-breakpoint
CREATE TABLE "register_units" (
	"world" text NOT NULL,
	"unit_code" text NOT NULL,
	"version" integer NOT NULL,
	"head" text NOT NULL,
	"state" jsonb NOT NULL,
	CONSTRAINT "register_units_world_unit_code_pk" PRIMARY KEY("world","unit_code")
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"sub" text PRIMARY KEY NOT NULL,
	"office" text NOT NULL,
	"name" text NOT NULL,
	"posts" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "task_claims" (
	"task_id" text PRIMARY KEY NOT NULL,
	"case_no" text NOT NULL,
	"sub" text NOT NULL,
	"claimed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unit_order" (
	"world" text NOT NULL,
	"unit_code" text NOT NULL,
	"last_order" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "unit_order_world_unit_code_pk" PRIMARY KEY("world","unit_code")
);
--> statement-breakpoint
CREATE TABLE "workers" (
	"id" text PRIMARY KEY NOT NULL,
	"build_id" text NOT NULL,
	"beat_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "worlds" (
	"id" text PRIMARY KEY NOT NULL,
	"virtual_ms" bigint NOT NULL,
	"real_ms" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "access_traces_object" ON "access_traces" USING btree ("object","object_id");--> statement-breakpoint
CREATE INDEX "access_traces_sub" ON "access_traces" USING btree ("sub","at");--> statement-breakpoint
CREATE INDEX "case_units_pending" ON "case_units" USING btree ("world","unit_code","order_no") WHERE pending;--> statement-breakpoint
CREATE INDEX "cases_by_stage" ON "cases" USING btree ("world","stage","filed_at");--> statement-breakpoint
CREATE INDEX "cases_fingerprint" ON "cases" USING btree ("fingerprint");--> statement-breakpoint
CREATE INDEX "cases_parties" ON "cases" USING gin ("party_names");--> statement-breakpoint
CREATE INDEX "pending_commands_next" ON "pending_commands" USING btree ("next_attempt_at") WHERE status = 'pending';