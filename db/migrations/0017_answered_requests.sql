CREATE TABLE "answered_requests" (
	"world" text NOT NULL,
	"sub" text NOT NULL,
	"key" text NOT NULL,
	"digest" text NOT NULL,
	"answer" json,
	"look" json,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "answered_requests_world_sub_key_pk" PRIMARY KEY("world","sub","key")
);
