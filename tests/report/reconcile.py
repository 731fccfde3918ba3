#!/usr/bin/env python3
"""The figures of a report, counted again from the journal by SQL of its own: reconcile.py JOURNAL.db REPORT.json.

Shares nothing with the product but the meaning of the events (shared/model/event.h) and the definitions of
shared/report/README.md. Each figure that differs is one line; exit code 1."""

import datetime
import json
import sqlite3
import sys
from zoneinfo import ZoneInfo

ISSUED, CALLED, RECALLED, STARTED, FINISHED, NO_SHOW, PARKED, RETURNED, TRANSFERRED = range(2, 11)
APPROVED, REJECTED, CANCELLED, EXPIRED, RATED, OPENED, CLOSED, PAUSED, RESUMED = 11, 12, 13, 14, 15, 16, 17, 18, 19
DEVICE, RECLASSED, HELP, UNDONE, FAILED, ALERTED, ALARM = 21, 22, 25, 27, 28, 29, 30

# A step that was taken back is taken out together with the note that it was.
VIEWS = f"""
CREATE TEMP TABLE span AS SELECT * FROM event WHERE day BETWEEN :first AND :last;
CREATE INDEX temp.span_ticket ON span (ticket, kind, seq);
CREATE INDEX temp.span_counter ON span (counter, kind, seq);
CREATE TEMP TABLE undone AS
  SELECT (SELECT max(e.seq) FROM span e WHERE e.ticket = u.ticket AND e.kind = u.value AND e.seq < u.seq) AS seq
  FROM span u WHERE u.kind = {UNDONE};
CREATE TEMP TABLE ev AS SELECT * FROM span WHERE kind <> {UNDONE} AND seq NOT IN (SELECT seq FROM undone);
CREATE INDEX temp.ev_ticket ON ev (ticket, kind, seq);
CREATE TEMP TABLE visitor AS
  SELECT i.ticket, i.day, i.service, i.language, min(i.at, i.entry) AS came, i.note <> '' AS booked,
    i.foreseen_low AS low, i.foreseen_high AS high,
    (SELECT c.channel FROM ev c WHERE c.ticket = i.ticket AND c.kind IN ({ISSUED}, {APPROVED}, {RECLASSED})
       ORDER BY c.seq DESC LIMIT 1) AS channel,
    (SELECT c.kind FROM ev c WHERE c.ticket = i.ticket AND c.kind IN ({ISSUED}, {CALLED}, {STARTED}, {FINISHED},
       {NO_SHOW}, {PARKED}, {RETURNED}, {TRANSFERRED}, {CANCELLED}) ORDER BY c.seq DESC LIMIT 1) AS state,
    EXISTS (SELECT 1 FROM ev c WHERE c.ticket = i.ticket AND c.kind = {EXPIRED}) AS expired
  FROM ev i WHERE i.kind = {ISSUED};
CREATE TEMP TABLE call AS
  SELECT c.seq, c.at, c.day, c.ticket, c.counter, c.clerk, c.reason AS turn, c.note AS why,
    lead(c.seq, 1, 9223372036854775807) OVER (PARTITION BY c.ticket ORDER BY c.seq) AS next,
    row_number() OVER (PARTITION BY c.ticket ORDER BY c.seq) AS nth,
    (SELECT s.service FROM ev s WHERE s.ticket = c.ticket AND s.kind IN ({ISSUED}, {TRANSFERRED}) AND s.seq < c.seq
       ORDER BY s.seq DESC LIMIT 1) AS service,
    (SELECT s.channel FROM ev s WHERE s.ticket = c.ticket AND s.kind IN ({ISSUED}, {APPROVED}, {RECLASSED})
       AND s.seq < c.seq ORDER BY s.seq DESC LIMIT 1) AS channel,
    (SELECT CASE s.kind WHEN {ISSUED} THEN s.entry ELSE s.at END FROM ev s WHERE s.ticket = c.ticket
       AND s.kind IN ({ISSUED}, {RETURNED}, {TRANSFERRED}) AND s.seq < c.seq ORDER BY s.seq DESC LIMIT 1) AS joined
  FROM ev c WHERE c.kind = {CALLED};
CREATE TEMP TABLE visit AS
  SELECT call.*, CASE WHEN turn = 'woken' THEN NULL ELSE max(0, call.at - joined) END AS waited,
    e.kind AS ending, e.at AS ended, e.reason AS said, e.count AS missing, e.value AS value,
    (SELECT max(s.at) FROM ev s WHERE s.ticket = call.ticket AND s.kind = {STARTED} AND s.seq > call.seq
       AND s.seq < coalesce(e.seq, call.next)) AS began,
    (SELECT min(b.at) FROM ev b WHERE b.ticket = call.ticket AND b.kind = {RETURNED} AND b.seq > e.seq
       AND b.seq < call.next) AS back
  FROM call LEFT JOIN ev e ON e.seq = (SELECT min(x.seq) FROM ev x WHERE x.ticket = call.ticket
    AND x.kind IN ({FINISHED}, {NO_SHOW}, {PARKED}, {TRANSFERRED}) AND x.seq > call.seq AND x.seq < call.next);
CREATE TEMP TABLE stay AS
  SELECT *, ended - CASE WHEN began < ended THEN began ELSE at END AS served FROM visit
  WHERE ending IS NOT NULL AND ending <> {NO_SHOW};
CREATE TEMP TABLE rating AS
  SELECT r.day, r.ticket, r.value AS score, r.count AS aspects, r.reason,
    (SELECT v.service FROM visit v WHERE v.ticket = r.ticket AND v.seq < r.seq ORDER BY v.seq DESC LIMIT 1) AS service,
    (SELECT v.counter FROM visit v WHERE v.ticket = r.ticket AND v.seq < r.seq ORDER BY v.seq DESC LIMIT 1) AS counter,
    (SELECT v.clerk FROM visit v WHERE v.ticket = r.ticket AND v.seq < r.seq ORDER BY v.seq DESC LIMIT 1) AS clerk
  FROM ev r WHERE r.kind = {RATED};
"""

DIMENSIONS = {"hall": "''", "service": "service", "channel": "channel", "counter": "CAST(counter AS TEXT)",
              "clerk": "clerk", "language": "language"}


class Reconciliation:
    def __init__(self, journal: str, report: dict):
        self.database = sqlite3.connect(f"file:{journal}?mode=ro", uri=True)
        self.database.row_factory = sqlite3.Row
        head = report["report"]
        span = {"first": head["first_day"].replace("-", ""), "last": head["last_day"].replace("-", "")}
        script = VIEWS
        for name, day in span.items():
            script = script.replace(":" + name, day)
        self.database.executescript(script)
        self.report = report
        self.zone = ZoneInfo(head["zone"])
        self.faults: list[str] = []
        self.compared = 0

    def rows(self, sql: str) -> list[sqlite3.Row]:
        return self.database.execute(sql).fetchall()

    def same(self, what: str, said, counted) -> None:
        self.compared += 1
        if isinstance(said, float) or isinstance(counted, float):
            equal = said is not None and counted is not None and abs(said - counted) < 1e-9
        else:
            equal = said == counted
        if not equal:
            self.faults.append(f"{what}: the report says {said}, the journal {counted}")

    def table(self, name: str) -> list[dict]:
        return self.report["tables"][name]

    def compare(self, name: str, keys: list[str], counted: dict[tuple, dict]) -> None:
        """Both have the same rows, and the same figures in the counted ones' columns."""
        said = {tuple(row[key] for key in keys): row for row in self.table(name)}
        for row in said.keys() - counted.keys():
            if any(said[row][column] for column in self.columns(counted, said) if column in said[row]):
                self.faults.append(f"{name} {row}: not in the journal")
        for row, figures in counted.items():
            if row not in said:
                self.faults.append(f"{name} {row}: not in the report")
                continue
            for column, value in figures.items():
                self.same(f"{name} {row} {column}", said[row][column], value)

    @staticmethod
    def columns(counted: dict, said: dict) -> list[str]:
        if counted:
            return list(next(iter(counted.values())))
        return ["visitors", "calls", "count", "times", "served"]

    # -- the figures

    def visitors(self) -> None:
        states = {"finished": [FINISHED], "cancelled": [CANCELLED], "missed": [NO_SHOW], "set_aside": [PARKED],
                  "waiting": [ISSUED, RETURNED, TRANSFERRED], "at_counter": [CALLED, STARTED]}
        sums = ", ".join(f"sum(state IN ({','.join(map(str, kinds))})) AS {name}" for name, kinds in states.items())
        counted = {}
        for by in ("hall", "service", "channel", "language"):
            for row in self.rows(f"SELECT {DIMENSIONS[by]} AS id, count(*) AS visitors, sum(booked) AS booked, "
                                 f"sum(expired) AS expired, {sums} FROM visitor GROUP BY 1 HAVING count(*) > 0"):
                counted[(by, row["id"])] = {key: row[key] for key in row.keys() if key != "id"}
        self.compare("visitors", ["by", "id"], counted)

        hours: dict[tuple, dict] = {}
        week: dict[tuple, dict] = {}
        for row in self.rows("SELECT came, channel, day FROM visitor"):
            local = datetime.datetime.fromtimestamp(row["came"] / 1000, self.zone)
            figures = hours.setdefault((str(local.hour),), {"visitors": 0})
            figures["visitors"] += 1
            key = "channel_" + row["channel"]
            figures[key] = figures.get(key, 0) + 1
            day = datetime.datetime.strptime(str(row["day"]), "%Y%m%d")
            figures = week.setdefault((day.isoweekday(), str(local.hour)), {"visitors": 0})
            figures["visitors"] += 1
        self.compare("visitors_by_hour", ["hour"], hours)
        self.compare("visitors_by_weekday_hour", ["weekday", "hour"], week)

    def spread(self, table: str, column: str, by: str) -> dict[tuple, dict]:
        """Count, mean, nearest rank 50 and 90, longest."""
        sql = f"""
            WITH ranked AS (SELECT {DIMENSIONS[by]} AS id, {column} AS x,
                row_number() OVER (PARTITION BY {DIMENSIONS[by]} ORDER BY {column}) AS place,
                count(*) OVER (PARTITION BY {DIMENSIONS[by]}) AS n FROM {table} WHERE {column} IS NOT NULL)
            SELECT id, n, sum(x) AS total, max(x) AS longest,
              max(CASE WHEN place = (n * 50 + 99) / 100 THEN x END) AS p50,
              max(CASE WHEN place = (n * 90 + 99) / 100 THEN x END) AS p90 FROM ranked GROUP BY id"""
        return {(by, row["id"]): {"count": row["n"], "mean_s": (2 * row["total"] + row["n"]) // (2 * row["n"]) / 1000,
                                  "p50_s": row["p50"] / 1000, "p90_s": row["p90"] / 1000,
                                  "longest_s": row["longest"] / 1000} for row in self.rows(sql)}

    def over(self, name: str, table: str, column: str, by: str, counted: dict[tuple, dict]) -> None:
        """Against the targets that the report itself names for each service."""
        targets = {row["id"]: row["target_s"] for row in self.table(name) if row["by"] == "service" and row["target_s"]}
        for figures in (figures for key, figures in counted.items() if key[0] == by):
            figures.update({"with_target": 0, "over_target": 0})
        for row in self.rows(f"SELECT {DIMENSIONS[by]} AS id, service, {column} AS x FROM {table} "
                             f"WHERE {column} IS NOT NULL"):
            if target := targets.get(row["service"]):
                counted[(by, row["id"])]["with_target"] += 1
                counted[(by, row["id"])]["over_target"] += row["x"] > target * 1000

    def times(self) -> None:
        for name, table, column in (("waits", "visit", "waited"), ("service_times", "stay", "served")):
            counted: dict[tuple, dict] = {}
            for by in ("hall", "service", "channel", "counter", "clerk"):
                if by == "clerk" and name == "waits":
                    continue
                counted |= self.spread(table, column, by)
                self.over(name, table, column, by, counted)
            for figures in counted.values():
                if figures["with_target"]:
                    figures["over_target_share"] = \
                        (20000 * figures["over_target"] + figures["with_target"]) // (2 * figures["with_target"]) / 10000
            self.compare(name, ["by", "id"], counted)

    def days(self) -> None:
        counted = {}
        for row in self.rows(f"""SELECT d.day,
              (SELECT count(*) FROM visitor v WHERE v.day = d.day) AS visitors,
              (SELECT count(*) FROM visitor v WHERE v.day = d.day AND v.state = {FINISHED}) AS served,
              (SELECT count(*) FROM visit v WHERE v.day = d.day) AS calls,
              (SELECT count(*) FROM visit v WHERE v.day = d.day AND v.ending = {NO_SHOW}) AS no_shows,
              (SELECT count(waited) FROM visit v WHERE v.day = d.day) AS waits,
              (SELECT count(*) FROM stay v WHERE v.day = d.day) AS services,
              (SELECT count(*) FROM rating r WHERE r.day = d.day) AS ratings,
              (SELECT sum(score) FROM rating r WHERE r.day = d.day) AS scores
            FROM ev d WHERE d.kind = 1"""):
            day = str(row["day"])
            figures = {key: row[key] for key in ("visitors", "served", "calls", "no_shows", "waits", "services", "ratings")}
            if row["ratings"]:
                figures["score_mean"] = (2000 * row["scores"] + row["ratings"]) // (2 * row["ratings"]) / 1000
            counted[(f"{day[:4]}-{day[4:6]}-{day[6:]}",)] = figures
        self.compare("days", ["day"], counted)
        for column in ("visitors", "served", "calls", "no_shows", "waits", "services", "ratings"):
            self.same(f"summary {column}", self.table("summary")[0][column],
                      sum(figures[column] for figures in counted.values()))

    def outcomes(self) -> None:
        counted = {}
        for by in ("hall", "service"):
            for row in self.rows(f"SELECT {DIMENSIONS[by]} AS id, CASE said WHEN '' THEN 'done' ELSE said END AS outcome, "
                                 f"count(*) AS times FROM visit WHERE ending = {FINISHED} GROUP BY 1, 2"):
                counted[(by, row["id"], row["outcome"])] = {"times": row["times"]}
        self.compare("outcomes", ["by", "id", "outcome"], counted)

        missing = {}
        for row in self.rows(f"""WITH RECURSIVE bit(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM bit WHERE n < 30)
            SELECT service, n + 1 AS document, count(*) AS times, sum(ending = {FINISHED}) AS at_end,
              sum(ending = {PARKED}) AS set_aside
            FROM visit JOIN bit ON missing >> n & 1 WHERE ending IN ({FINISHED}, {PARKED}) GROUP BY 1, 2"""):
            missing[(row["service"], row["document"])] = {key: row[key] for key in ("times", "at_end", "set_aside")}
        self.compare("missing_documents", ["service", "document"], missing)

        no_shows = {}
        for by in ("hall", "service", "channel", "counter", "clerk"):
            for row in self.rows(f"SELECT {DIMENSIONS[by]} AS id, count(*) AS calls, coalesce(sum(ending = {NO_SHOW}), 0) "
                                 f"AS no_shows, coalesce(sum(ending = {NO_SHOW} AND back IS NOT NULL), 0) AS came_back "
                                 f"FROM visit GROUP BY 1"):
                no_shows[(by, row["id"])] = {key: row[key] for key in ("calls", "no_shows", "came_back")}
        self.compare("no_shows", ["by", "id"], no_shows)

        aside = {}
        words = ["without-papers", "with-papers", "waiting"]
        for row in self.rows(f"SELECT value, said, count(*) AS times, count(back) AS back, sum(back - ended) AS away, "
                             f"max(back - ended) AS longest FROM visit WHERE ending = {PARKED} GROUP BY 1, 2"):
            figures = {"times": row["times"], "back": row["back"]}
            if row["back"]:
                figures["away_mean_s"] = (2 * row["away"] + row["back"]) // (2 * row["back"]) / 1000
                figures["away_longest_s"] = row["longest"] / 1000
            aside[(words[row["value"]], row["said"])] = figures
        self.compare("set_aside", ["parking", "reason"], aside)

    def satisfaction(self) -> None:
        counted = {}
        aspects = {}
        for by in ("hall", "service", "counter", "clerk"):
            scores = ", ".join(f"coalesce(sum(score = {score}), 0) AS score_{score}" for score in range(1, 6))
            served = {row["id"]: row["n"] for row in self.rows(
                f"SELECT {DIMENSIONS[by]} AS id, count(*) AS n FROM visit WHERE ending = {FINISHED} GROUP BY 1")}
            for subject, n in served.items():
                counted[(by, subject)] = {"served": n, "rated": 0}
            for row in self.rows(f"SELECT {DIMENSIONS[by]} AS id, count(*) AS rated, {scores} FROM rating GROUP BY 1"):
                counted[(by, row["id"])].update({key: row[key] for key in row.keys() if key != "id"})
            for place, name in enumerate(("overall", "efficiency", "competence", "manner")):
                mark = f"aspects / {10 ** (3 - place)} % 10"
                for row in self.rows(f"SELECT {DIMENSIONS[by]} AS id, count(*) AS n, sum({mark}) AS total FROM rating "
                                     f"WHERE {mark} > 0 GROUP BY 1"):
                    aspects.setdefault((by, row["id"]), {}).update(
                        {f"{name}_marks": row["n"], f"{name}_mean": (2000 * row["total"] + row["n"]) // (2 * row["n"]) / 1000})
        self.compare("satisfaction", ["by", "id"], counted)
        for key, figures in aspects.items():
            said = next(row for row in self.table("satisfaction_aspects") if (row["by"], row["id"]) == key)
            for column, value in figures.items():
                self.same(f"satisfaction_aspects {key} {column}", said[column], value)
        reasons: dict[tuple, dict] = {}
        for row in self.rows("SELECT reason FROM rating WHERE reason <> ''"):
            for reason in filter(None, (part.strip() for part in row["reason"].split("; "))):
                reasons.setdefault((reason,), {"times": 0})["times"] += 1
        self.compare("rating_reasons", ["reason"], reasons)

    def staff(self) -> None:
        shifts = self.rows(f"""SELECT o.clerk, o.counter, o.at AS came,
              (SELECT min(c.at) FROM span c WHERE c.counter = o.counter AND c.kind IN ({OPENED}, {CLOSED})
                 AND c.seq > o.seq) AS left FROM span o WHERE o.kind = {OPENED} ORDER BY o.seq""")
        said = self.table("attendance")
        self.same("attendance rows", len(said), len(shifts))
        for row, shift in zip(said, shifts):
            self.same("attendance clerk", row["clerk"], shift["clerk"])
            self.same("attendance counter", row["counter"], shift["counter"])
            self.same(f"attendance of {shift['clerk']}", row["present_s"],
                      None if shift["left"] is None else (shift["left"] - shift["came"]) / 1000)
        pauses = self.rows(f"""SELECT p.counter, p.reason, p.at AS began,
              (SELECT min(c.at) FROM span c WHERE c.counter = p.counter AND c.kind IN ({OPENED}, {CLOSED}, {RESUMED})
                 AND c.seq > p.seq) AS ended FROM span p WHERE p.kind = {PAUSED} ORDER BY p.seq""")
        said = self.table("pauses")
        self.same("pauses", len(said), len(pauses))
        for row, pause in zip(said, pauses):
            self.same("pause's reason", row["reason"], pause["reason"])
            self.same("pause's length", row["lasted_s"],
                      None if pause["ended"] is None else (pause["ended"] - pause["began"]) / 1000)
        clerks = {}
        for row in self.rows(f"SELECT clerk, sum(ending = {FINISHED}) AS served, sum(ending = {NO_SHOW}) AS no_shows "
                             f"FROM visit GROUP BY 1"):
            clerks[(row["clerk"],)] = {"served": row["served"] or 0, "no_shows": row["no_shows"] or 0}
        self.compare("clerks", ["clerk"], clerks)
        self.same("attendance served", sum(row["served"] for row in self.table("attendance")),
                  sum(figures["served"] for figures in clerks.values()))

    def records(self) -> None:
        emergencies = {row["id"] for row in self.table("fairness")}
        turns = self.rows("SELECT turn, ticket, why FROM visit WHERE turn <> '' ORDER BY seq")
        said = [row for row in self.table("out_of_turn") if row["turn"] in ("picked", "woken")]
        self.same("calls out of turn", [(row["turn"], row["reason"]) for row in said],
                  [(row["turn"], row["why"]) for row in turns])
        self.same("channels", emergencies >= {row["channel"] for row in self.rows("SELECT DISTINCT channel FROM visitor")},
                  True)
        count = lambda condition: self.rows(f"SELECT count(*) AS n FROM span WHERE {condition}")[0]["n"]
        self.same("undone steps", len(self.table("undone_steps")), count(f"kind = {UNDONE}"))
        self.same("decisions", len(self.table("decisions")),
                  count(f"kind IN ({APPROVED}, {REJECTED}, {RECLASSED}) OR kind = {CLOSED} AND reason GLOB 'override:*'"))
        self.same("failed log-ins", len(self.table("failed_log_ins")), count(f"kind = {FAILED}"))
        self.same("hand-over notes", [row["text"] for row in self.table("hand_over_notes")],
                  [row["note"] for row in self.rows(f"SELECT note FROM span WHERE kind = {CLOSED} AND note <> '' ORDER BY seq")])
        faults = self.rows(f"""SELECT d.device, d.reason, d.at, (SELECT min(n.at) FROM span n WHERE n.kind = {DEVICE}
            AND n.device = d.device AND n.seq > d.seq) AS until FROM span d WHERE d.kind = {DEVICE} AND d.value > 0
            ORDER BY d.seq""")
        self.same("equipment", [(row["device"], row["lasted_s"]) for row in self.table("equipment")],
                  [(row["device"], None if row["until"] is None else (row["until"] - row["at"]) / 1000) for row in faults])
        opened = self.rows("""SELECT o.number, (SELECT count(*) FROM span s WHERE s.kind = 35 AND s.value = 3
            AND s.number = o.number) AS closed FROM span o WHERE o.kind = 34 ORDER BY o.seq""")
        self.same("follow-ups", [(row["number"], row["state"] == "closed") for row in self.table("follow_ups")],
                  [(row["number"], row["closed"] > 0) for row in opened])
        self.same("words", [row["text"] for row in self.table("words")],
                  [row["note"] for row in self.rows("SELECT note FROM span WHERE kind = 33 ORDER BY seq")])
        self.same("audit", len(self.table("audit")), count("kind IN (36, 37, 38, 39, 42, 43, 44, 45, 46)"))
        self.same("service pauses", len(self.table("service_pauses")), count("kind = 40"))
        by_rule = count(f"kind = {CALLED} AND reason NOT IN ('picked', 'woken')")
        said_calls = self.table("promises")[0]["calls"]
        emergency = len([row for row in self.table("out_of_turn") if row["turn"] == "emergency"])
        self.same("calls by the rule", said_calls + emergency, by_rule)

    def run(self) -> int:
        for part in (self.visitors, self.times, self.days, self.outcomes, self.satisfaction, self.staff, self.records):
            part()
        print("\n".join(self.faults[:40]) if self.faults else f"{self.compared} figures are the same")
        return 1 if self.faults else 0


if __name__ == "__main__":
    with open(sys.argv[2], encoding="utf-8") as file:
        sys.exit(Reconciliation(sys.argv[1], json.load(file)).run())
