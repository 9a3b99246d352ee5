"""Loads NDJSON files of claims into SQLite as a hand-written Python program does: json, then executemany.

Usage: loader.py DATABASE FILE.ndjson.gz ...   The tables are those of plain/schema.sql.
"""
import gzip
import json
import os
import sqlite3
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
COLUMNS = {
    "raw": 4, "patients": 8, "coverage": 8, "claims": 14, "identifiers": 3, "extensions": 3, "care_team": 4, "supporting_info": 6,
    "diagnoses": 6, "procedures": 5, "lines": 9, "line_adjudications": 5, "claim_amounts": 4,
}
BATCH = 500  # resources between two executemany


def coding(concept):
    codings = (concept or {}).get("coding")
    return codings[0] if codings else {}


def first(concept):
    return coding(concept).get("code") or (concept or {}).get("text")


def name(reference):
    r = reference or {}
    return r.get("reference") or r.get("identifier", {}).get("value") or r.get("display")


def value(money):
    v = (money or {}).get("value")
    return None if v is None else str(v)


def extension_value(x):
    return (x.get("valueCoding", {}).get("code") or x.get("valueIdentifier", {}).get("value") or x.get("valueDate")
            or x.get("valueString") or value(x.get("valueQuantity")) or value(x.get("valueMoney")))


def amount(a):
    v = value(a.get("amount"))
    return v if v is not None else value(a)


def patient(rows, api, r):
    names = (r.get("name") or [{}])[0]
    mbi = next((i.get("value") for i in r.get("identifier", []) if i.get("system", "").endswith("us-mbi")), None)
    rows["patients"].append((api, r["id"], r.get("meta", {}).get("lastUpdated"), names.get("family"), " ".join(names.get("given", [])),
                             r.get("birthDate"), r.get("gender"), mbi))


def coverage(rows, api, r):
    period = r.get("period", {})
    rows["coverage"].append((api, r["id"], r.get("meta", {}).get("lastUpdated"), r.get("status"), name(r.get("beneficiary")),
                             first(r.get("type")), period.get("start"), period.get("end")))


def eob(rows, api, r, n):
    period = r.get("billablePeriod", {})
    rows["claims"].append((n, api, r["id"], r.get("meta", {}).get("lastUpdated"), r.get("status"), first(r.get("type")), r.get("use"),
                           name(r.get("patient")), period.get("start"), period.get("end"), r.get("created"), r.get("outcome"),
                           name(r.get("provider")), value(r.get("payment", {}).get("amount"))))
    rows["identifiers"].extend((n, i.get("system"), i.get("value")) for i in r.get("identifier", ()))
    rows["extensions"].extend((n, x.get("url"), extension_value(x)) for x in r.get("extension", ()))
    rows["care_team"].extend((n, t.get("sequence"), first(t.get("role")), name(t.get("provider"))) for t in r.get("careTeam", ()))
    rows["supporting_info"].extend(
        (n, s.get("sequence"), first(s.get("category")), first(s.get("code")), s.get("valueString") or value(s.get("valueQuantity")),
         s.get("timingDate") or s.get("timingPeriod", {}).get("start")) for s in r.get("supportingInfo", ()))
    for d in r.get("diagnosis", ()):
        code = coding(d.get("diagnosisCodeableConcept"))
        rows["diagnoses"].append((n, d.get("sequence"), first((d.get("type") or [None])[0]), code.get("system"), code.get("code"),
                                  first(d.get("onAdmission"))))
    for p in r.get("procedure", ()):
        code = coding(p.get("procedureCodeableConcept"))
        rows["procedures"].append((n, p.get("sequence"), p.get("date"), code.get("system"), code.get("code")))
    for i in r.get("item", ()):
        served, seq = i.get("servicedPeriod", {}), i.get("sequence")
        rows["lines"].append((n, seq, first(i.get("revenue")), first(i.get("productOrService")),
                              ";".join(first(m) or "" for m in i.get("modifier", ())), i.get("servicedDate") or served.get("start"),
                              i.get("servicedDate") or served.get("end"), value(i.get("quantity")), value(i.get("net"))))
        rows["line_adjudications"].extend((n, seq, first(a.get("category")), first(a.get("reason")), amount(a)) for a in i.get("adjudication", ()))
    rows["claim_amounts"].extend((n, "adjudication", first(a.get("category")), amount(a)) for a in r.get("adjudication", ()))
    rows["claim_amounts"].extend((n, "total", first(a.get("category")), amount(a)) for a in r.get("total", ()))
    for b in r.get("benefitBalance", ()):
        rows["claim_amounts"].extend((n, "balance", first(f.get("type")), value(f.get("usedMoney"))) for f in b.get("financial", ()))


def flush(db, rows):
    for table, held in rows.items():
        if held:
            db.executemany("INSERT INTO %s VALUES (%s)" % (table, ",".join("?" * COLUMNS[table])), held)
            held.clear()


def main():
    db = sqlite3.connect(sys.argv[1], isolation_level=None)
    db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;")
    db.executescript(open(os.path.join(HERE, "plain", "schema.sql")).read())
    rows, n = {table: [] for table in COLUMNS}, 0
    for path in sys.argv[2:]:
        api = os.path.basename(os.path.dirname(path))
        db.execute("BEGIN")
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for at, line in enumerate(lines):
                r = json.loads(line)
                kind = r["resourceType"]
                if kind == "ExplanationOfBenefit":
                    n += 1
                    eob(rows, api, r, n)
                elif kind == "Patient":
                    patient(rows, api, r)
                elif kind == "Coverage":
                    coverage(rows, api, r)
                rows["raw"].append((api, kind, r["id"], line.rstrip("\n")))
                if at % BATCH == BATCH - 1:
                    flush(db, rows)
        flush(db, rows)
        db.execute("COMMIT")
    db.executescript(open(os.path.join(HERE, "plain", "indexes.sql")).read())
    db.close()
    print(n)


main()
