CREATE TABLE "calendar_years" (
	"world" text NOT NULL,
	"year" smallint NOT NULL,
	"document" text NOT NULL,
	"title" text NOT NULL,
	"dates" jsonb NOT NULL,
	"digest" text NOT NULL,
	"published_by" text NOT NULL,
	"published_at" text NOT NULL,
	CONSTRAINT "calendar_years_world_year_pk" PRIMARY KEY("world","year")
);
--> statement-breakpoint
ALTER TABLE "outbox" ALTER COLUMN "unit_code" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "dated_from" smallint;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "dated_through" smallint;--> statement-breakpoint
CREATE INDEX "cases_dated" ON "cases" USING btree ("dated_through","dated_from") WHERE dated_through is not null;--> statement-breakpoint
CREATE INDEX "outbox_undelivered_of_case" ON "outbox" USING btree ("case_no","id") WHERE delivered_at is null;--> statement-breakpoint
CREATE INDEX "outbox_of_year" ON "outbox" USING btree (((payload ->> 'year')::int),"case_no") WHERE kind = 'calendar-published';--> statement-breakpoint
-- Terms have been counted by these rows: what was published stays on record.
CREATE TRIGGER calendar_years_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON calendar_years FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Cases that are open already: the years of their running terms, as yearsOfTerms (domain/case/runningTerms.ts) has them.
UPDATE cases SET dated_from = terms.years_from, dated_through = terms.years_through
FROM (
  SELECT case_no, min(left(starts, 4)::int) AS years_from, max(left(ends, 4)::int) AS years_through
  FROM (
    SELECT case_no, clock ->> 'startedAt' AS starts, clock ->> 'dueAt' AS ends
    FROM cases, jsonb_array_elements(state -> 'clocks') AS clock
    WHERE stage <> 'closed' AND clock ->> 'stoppedAt' IS NULL AND clock ->> 'light' <> 'red'
    UNION ALL
    SELECT case_no, state -> 'announcement' ->> 'publishedAt', state -> 'announcement' ->> 'endsOn'
    FROM cases
    WHERE stage = 'examination' AND state -> 'tracks' ->> 'announcement' = 'open' AND jsonb_typeof(state -> 'announcement') = 'object'
    UNION ALL
    SELECT case_no, state -> 'acceptance' ->> 'at',
      to_char((state -> 'acceptance' ->> 'announceableFrom')::timestamptz AT TIME ZONE 'Asia/Shanghai' - interval '1 day', 'YYYY-MM-DD')
    FROM cases
    WHERE stage = 'examination' AND jsonb_typeof(state -> 'announcement') = 'null' AND state -> 'acceptance' ->> 'announceableFrom' IS NOT NULL
    UNION ALL
    SELECT case_no, state ->> 'filedAt', state ->> 'deemedAcceptanceAt'
    FROM cases
    WHERE stage = 'intake' AND state ->> 'deemedAcceptanceAt' IS NOT NULL AND jsonb_array_length(state -> 'notices') = 0
  ) AS term
  GROUP BY case_no
) AS terms
WHERE cases.case_no = terms.case_no;
