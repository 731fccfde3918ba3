-- The city's database, first version. Run by `jiaohao-ship schema` as the owner, in one transaction; README.md of this
-- folder says what each table and view is for.

CREATE SCHEMA jiaohao;

-- Which version this is, and the oldest one that a program may know to work with it: halls are upgraded one by one.
CREATE TABLE jiaohao.version (
  one int PRIMARY KEY CHECK (one = 1), schema int NOT NULL, serves int NOT NULL
);
INSERT INTO jiaohao.version VALUES (1, 1, 1);

CREATE TABLE jiaohao.hall (
  hall text PRIMARY KEY CHECK (hall ~ '^[a-z0-9][a-z0-9-]{0,31}$'),
  login name NOT NULL,  -- the role that ships for this hall, and for no other one
  name text,            -- in the hall's own language
  described bytea       -- what is public of its hall.toml, as the protocol's Snapshot
);

-- A hall has one journal; another one after a restored backup or a new disk. The highest number is the present one.
CREATE TABLE jiaohao.journal (
  hall text NOT NULL REFERENCES jiaohao.hall, store bigint NOT NULL,
  number bigint GENERATED ALWAYS AS IDENTITY,
  since timestamptz NOT NULL DEFAULT now(),  -- first heard of
  heard timestamptz NOT NULL DEFAULT now(),  -- last heard of, whether something happened or not
  compared bigint NOT NULL DEFAULT 0,        -- what the hall had forgotten before this event is forgotten here
  PRIMARY KEY (hall, store)
);

-- The journals' rows as the halls have them, without persons and tokens, which never leave a hall.
CREATE TABLE jiaohao.event (
  hall text NOT NULL, store bigint NOT NULL, seq bigint NOT NULL,
  at bigint NOT NULL, kind smallint NOT NULL, day int NOT NULL, ticket bigint NOT NULL, counter int NOT NULL,
  target int NOT NULL, service text NOT NULL, channel text NOT NULL, declared text NOT NULL, clerk text NOT NULL,
  device text NOT NULL, number text NOT NULL, language text NOT NULL, reason text NOT NULL, note text NOT NULL,
  entry bigint NOT NULL, value int NOT NULL, foreseen_low bigint, foreseen_point bigint, foreseen_high bigint,
  count int NOT NULL,
  PRIMARY KEY (hall, store, seq)
);
CREATE INDEX event_by_day ON jiaohao.event (hall, day, store, seq);
-- What people wrote: to be found when a journal is not its hall's any more.
CREATE INDEX event_words ON jiaohao.event (hall, store)
  WHERE language <> '' OR note <> '' AND kind NOT IN (20, 30) OR reason <> '' AND kind IN (2, 8, 11, 12, 15, 22);

-- Each service day of each hall, and the journal that tells it: the newest one that knows the day.
CREATE VIEW jiaohao.told AS
SELECT DISTINCT ON (e.hall, e.day) e.hall, e.day, e.store
FROM jiaohao.event e JOIN jiaohao.journal j USING (hall, store)
ORDER BY e.hall, e.day, j.number DESC;

-- How far each hall's present journal has come.
CREATE VIEW jiaohao.present AS
SELECT h.hall, h.name, j.store, j.heard, e.seq, e.day, to_timestamp(e.at / 1000.0) AS last_event
FROM jiaohao.hall h
LEFT JOIN LATERAL (SELECT store, heard FROM jiaohao.journal WHERE hall = h.hall ORDER BY number DESC LIMIT 1) j ON true
LEFT JOIN LATERAL (SELECT seq, day, at FROM jiaohao.event WHERE hall = h.hall AND store = j.store
                   ORDER BY seq DESC LIMIT 1) e ON true;

-- Every ticket of each hall's present day, where it stands, and since when (an early appointment: from when).
CREATE VIEW jiaohao.ticket_now AS
SELECT p.hall, t.ticket,
       CASE WHEN t.kind IN (2, 9, 10) THEN 'waiting'
            WHEN t.kind = 3 OR t.kind = 27 AND t.value = 5 THEN 'called'
            WHEN t.kind IN (5, 27) THEN 'serving'
            WHEN t.kind = 6 THEN 'finished'
            WHEN t.kind = 7 THEN 'missed'
            WHEN t.kind = 8 THEN 'parked'
            WHEN t.kind = 13 THEN 'cancelled'
            ELSE 'expired' END AS state,
       to_timestamp(CASE WHEN t.kind IN (2, 9, 10) THEN greatest(t.at, t.entry) ELSE t.at END / 1000.0) AS since
FROM jiaohao.present p
CROSS JOIN LATERAL (SELECT DISTINCT ON (ticket) ticket, kind, value, at, entry FROM jiaohao.event
                    WHERE hall = p.hall AND store = p.store AND day = p.day
                      AND kind IN (2, 3, 5, 6, 7, 8, 9, 10, 13, 14, 27)
                    ORDER BY ticket, seq DESC) t;

-- Every counter that was opened on each hall's present day.
CREATE VIEW jiaohao.counter_now AS
SELECT p.hall, c.counter,
       CASE WHEN c.kind IN (16, 19) THEN 'open' WHEN c.kind = 18 THEN 'paused' ELSE 'closed' END AS state,
       to_timestamp(c.at / 1000.0) AS since
FROM jiaohao.present p
CROSS JOIN LATERAL (SELECT DISTINCT ON (counter) counter, kind, at FROM jiaohao.event
                    WHERE hall = p.hall AND store = p.store AND day = p.day AND kind IN (16, 17, 18, 19)
                    ORDER BY counter, seq DESC) c;

-- All halls at a glance. What stands here is as of last_event; a line that is down shows in heard.
CREATE VIEW jiaohao.overview AS
WITH tickets AS (
  SELECT hall, count(*) AS given, count(*) FILTER (WHERE state = 'finished') AS served,
         count(*) FILTER (WHERE state IN ('called', 'serving')) AS at_counters,
         count(*) FILTER (WHERE state = 'waiting' AND since <= now()) AS waiting,
         max(now() - since) FILTER (WHERE state = 'waiting' AND since <= now()) AS longest
  FROM jiaohao.ticket_now GROUP BY hall
), counters AS (
  SELECT hall, count(*) FILTER (WHERE state = 'open') AS opened, count(*) FILTER (WHERE state = 'paused') AS paused
  FROM jiaohao.counter_now GROUP BY hall
)
SELECT p.hall, p.name, p.day, p.last_event, p.heard,
       coalesce(t.waiting, 0) AS waiting,
       coalesce(round(extract(epoch FROM t.longest)), 0)::bigint AS longest_wait_s,
       coalesce(t.at_counters, 0) AS at_counters, coalesce(c.opened, 0) AS counters_open,
       coalesce(c.paused, 0) AS counters_paused, coalesce(t.served, 0) AS served, coalesce(t.given, 0) AS given
FROM jiaohao.present p LEFT JOIN tickets t USING (hall) LEFT JOIN counters c USING (hall)
ORDER BY p.hall;

-- Two kinds of logins: one a hall, which sees and writes what is its hall's; and whoever reads all of it.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'jiaohao_ship') THEN CREATE ROLE jiaohao_ship NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'jiaohao_read') THEN CREATE ROLE jiaohao_read NOLOGIN; END IF;
  EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO jiaohao_ship', current_database());
END $$;
REVOKE ALL ON SCHEMA jiaohao FROM PUBLIC;
GRANT USAGE ON SCHEMA jiaohao TO jiaohao_ship, jiaohao_read;
GRANT SELECT ON ALL TABLES IN SCHEMA jiaohao TO jiaohao_read;
GRANT SELECT ON jiaohao.version, jiaohao.hall, jiaohao.journal, jiaohao.event TO jiaohao_ship;
GRANT UPDATE (name, described) ON jiaohao.hall TO jiaohao_ship;
GRANT INSERT (hall, store), UPDATE (heard, compared) ON jiaohao.journal TO jiaohao_ship;
GRANT INSERT, UPDATE, DELETE ON jiaohao.event TO jiaohao_ship;

ALTER TABLE jiaohao.hall ENABLE ROW LEVEL SECURITY;
ALTER TABLE jiaohao.journal ENABLE ROW LEVEL SECURITY;
ALTER TABLE jiaohao.event ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON jiaohao.hall TO jiaohao_ship USING (login = current_user);
CREATE POLICY own ON jiaohao.journal TO jiaohao_ship
  USING (hall IN (SELECT h.hall FROM jiaohao.hall h WHERE h.login = current_user));
CREATE POLICY own ON jiaohao.event TO jiaohao_ship
  USING (hall IN (SELECT h.hall FROM jiaohao.hall h WHERE h.login = current_user));
CREATE POLICY every ON jiaohao.hall FOR SELECT TO jiaohao_read USING (true);
CREATE POLICY every ON jiaohao.journal FOR SELECT TO jiaohao_read USING (true);
CREATE POLICY every ON jiaohao.event FOR SELECT TO jiaohao_read USING (true);
