// Loads NDJSON files of claims into a DuckDB database with read_json and an explicit schema: one table for each resource
// type, with arrays as nested columns and without the text as sent. Usage: node duckdb.cjs DATABASE FILE.ndjson.gz ...
const path = require("path");
const { DuckDBInstance } = require("@duckdb/node-api");

const coding = "STRUCT(system VARCHAR, code VARCHAR, display VARCHAR)";
const concept = `STRUCT(coding ${coding}[], text VARCHAR)`;
const period = 'STRUCT("start" VARCHAR, "end" VARCHAR)';
const identifier = `STRUCT(type ${concept}, system VARCHAR, value VARCHAR)`;
const reference = `STRUCT(reference VARCHAR, identifier ${identifier}, display VARCHAR)`;
const amount = "STRUCT(value VARCHAR, currency VARCHAR, unit VARCHAR)";
const extension = `STRUCT(url VARCHAR, valueCoding ${coding}, valueIdentifier ${identifier}, valueDate VARCHAR, valueString VARCHAR, valueQuantity ${amount}, valueMoney ${amount})[]`;
const adjudication = `STRUCT(category ${concept}, reason ${concept}, amount ${amount}, value VARCHAR)[]`;
const meta = "STRUCT(lastUpdated VARCHAR)";

const schemas = {
  ExplanationOfBenefit: {
    id: "VARCHAR", meta, extension, identifier: `${identifier}[]`, status: "VARCHAR", type: concept, use: "VARCHAR", patient: reference,
    billablePeriod: period, created: "VARCHAR", provider: reference, outcome: "VARCHAR",
    careTeam: `STRUCT(sequence INTEGER, provider ${reference}, role ${concept})[]`,
    supportingInfo: `STRUCT(sequence INTEGER, category ${concept}, code ${concept}, timingDate VARCHAR, timingPeriod ${period}, valueQuantity ${amount}, valueString VARCHAR)[]`,
    diagnosis: `STRUCT(sequence INTEGER, diagnosisCodeableConcept ${concept}, type ${concept}[], onAdmission ${concept})[]`,
    procedure: `STRUCT(sequence INTEGER, date VARCHAR, procedureCodeableConcept ${concept})[]`,
    item: `STRUCT(sequence INTEGER, revenue ${concept}, productOrService ${concept}, modifier ${concept}[], servicedDate VARCHAR, servicedPeriod ${period}, quantity ${amount}, net ${amount}, adjudication ${adjudication})[]`,
    adjudication, total: adjudication, payment: `STRUCT(amount ${amount})`,
    benefitBalance: `STRUCT(financial STRUCT(type ${concept}, usedMoney ${amount}, usedUnsignedInt VARCHAR)[])[]`,
  },
  Patient: {
    id: "VARCHAR", meta, identifier: `${identifier}[]`, name: "STRUCT(family VARCHAR, given VARCHAR[])[]", birthDate: "VARCHAR", gender: "VARCHAR",
  },
  Coverage: { id: "VARCHAR", meta, status: "VARCHAR", type: concept, beneficiary: reference, period },
};

const quote = (text) => "'" + text.replace(/'/g, "''") + "'";

async function main() {
  const [database, ...files] = process.argv.slice(2);
  const db = await DuckDBInstance.create(database);
  const connection = await db.connect();
  for (const [type, columns] of Object.entries(schemas)) {
    const list = files.filter((f) => path.basename(f).startsWith(type + "-")).map(quote);
    if (list.length === 0) continue;
    const shape = Object.entries(columns).map(([name, kind]) => `${quote(name)}: ${quote(kind)}`).join(", ");
    await connection.run(`CREATE TABLE ${type} AS SELECT * FROM read_json([${list.join(", ")}], format = 'newline_delimited', maximum_object_size = 33554432, columns = {${shape}})`);
  }
  await connection.run("CHECKPOINT");
  connection.closeSync();
  db.closeSync();
}

main().catch((problem) => {
  console.error(problem.message);
  process.exit(1);
});
