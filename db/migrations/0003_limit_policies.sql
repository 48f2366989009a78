CREATE TABLE "limit_policies" (
	"world" text NOT NULL,
	"id" text NOT NULL,
	"level" text NOT NULL,
	"region" text NOT NULL,
	"limit_class" text NOT NULL,
	"procedures" text[],
	"amount" integer NOT NULL,
	"unit" text NOT NULL,
	"binds_from" text NOT NULL,
	"target_on" text,
	"document" text NOT NULL,
	"saved_by" text NOT NULL,
	"saved_at" text NOT NULL,
	CONSTRAINT "limit_policies_world_id_pk" PRIMARY KEY("world","id")
);
--> statement-breakpoint
-- Cases have been accepted by these rows: what was promised stays on record.
CREATE TRIGGER limit_policies_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON limit_policies FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
