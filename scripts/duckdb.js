// Reads Parquet files and a lake back with DuckDB, a program that shares no code with ours. Usage: node duckdb.js FOLDER, where
// FOLDER holds TABLE.csv and TABLE.parquet for each table, the folder lake, and status.json as claimsctl status prints it. Every
// row of the Parquet file and of the lake's view must be in the CSV and the other way round, sums must agree, and counts and
// payments must be those of the database. It needs the npm package @duckdb/node-api.
"use strict";

const fs = require("fs");
const path = require("path");
const { DuckDBInstance } = require("@duckdb/node-api");

const folder = process.argv[2];
const lake = path.join(folder, "lake");

const text = (value) => "'" + value.replaceAll("'", "''") + "'";
const name = (value) => '"' + value.replaceAll('"', '""') + '"';

async function main() {
	const connection = await (await DuckDBInstance.create(":memory:")).connect();
	const rows = async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
	await connection.run("SET TimeZone = 'UTC'");
	await connection.run(`SET file_search_path = ${text(lake)}`);
	const statements = await connection.extractStatements(fs.readFileSync(path.join(lake, "ddl", "duckdb.sql"), "utf8"));
	for (let i = 0; i < statements.count; i++) {
		await (await statements.prepare(i)).run(); // the examples run too
	}
	const manifest = JSON.parse(fs.readFileSync(path.join(lake, "_manifest.json"), "utf8"));
	let wrong = 0;
	for (const table of manifest.tables) {
		wrong += await check(rows, table);
	}
	const { current } = JSON.parse(fs.readFileSync(path.join(folder, "status.json"), "utf8"));
	for (const from of [(table) => text(path.join(folder, table + ".parquet")), name]) {
		wrong += await holdAgainst(rows, from, current);
	}
	if (wrong > 0) {
		throw new Error(`${wrong} differences`);
	}
}

// holdAgainst compares counts and payments with those of the database; it returns the number of differences.
async function holdAgainst(rows, from, current) {
	const got = { claims: {} };
	for (const table of ["claim_lines", "diagnoses", "procedures", "care_team", "supporting_info", "line_adjudications"]) {
		got[table] = Number((await rows(`SELECT count(*) AS n FROM ${from(table)}`))[0].n);
	}
	got.people = Number((await rows(`SELECT count(*) AS n FROM ${from("beneficiaries")}`))[0].n);
	got.payment_total = (await rows(`SELECT sum(payment_amount)::DECIMAL(38, 2)::VARCHAR AS paid FROM ${from("claims")}`))[0].paid;
	for (const { claim_type, n } of await rows(`SELECT claim_type, count(*) AS n FROM ${from("claims")} GROUP BY ALL`)) {
		got.claims[claim_type] = Number(n);
	}
	let wrong = 0;
	const differs = (what, is, want) => {
		if (is !== want) {
			wrong++;
			console.error(`${what}: ${is} in ${from("...")}, ${want} in the database`);
		}
	};
	for (const type of new Set([...Object.keys(got.claims), ...Object.keys(current.claims)])) {
		differs(type, got.claims[type] ?? 0, current.claims[type] ?? 0);
	}
	for (const key of Object.keys(got).filter((k) => k !== "claims")) {
		differs(key, got[key], current[key]);
	}
	console.log(`database: ${Object.values(got.claims).reduce((a, b) => a + b, 0)} claims, $${got.payment_total}, as in ${from("...")}`);
	return wrong;
}

// check compares one table; it returns the number of differences.
async function check(rows, table) {
	const file = text(path.join(folder, table.name + ".parquet"));
	const columns = await rows(`DESCRIBE SELECT * FROM ${file}`);
	const list = columns.map((c) => name(c.column_name)).join(", ");
	const csv = `(SELECT ${columns.map(cast).join(", ")} FROM read_csv(${text(path.join(folder, table.name + ".csv"))},
		header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', nullstr = '', parallel = false, max_line_size = 40000000))`;
	const sources = { parquet: `(SELECT ${list} FROM ${file})`, lake: `(SELECT ${list} FROM ${name(table.name)})` };
	const amounts = columns.filter((c) => c.column_type.startsWith("DECIMAL"));
	const sums = ["count(*) AS rows", ...amounts.map((c) => `sum(${name(c.column_name)}) AS ${name(c.column_name)}`)].join(", ");
	const [want] = await rows(`SELECT ${sums} FROM ${csv}`);
	let wrong = 0;
	const fail = (message) => {
		wrong++;
		console.error(`${table.name}: ${message}`);
	};
	for (const [kind, source] of Object.entries(sources)) {
		const [got] = await rows(`SELECT ${sums} FROM ${source}`);
		for (const [key, value] of Object.entries(want)) {
			if (got[key] !== value) {
				fail(`${key} is ${got[key]} in ${kind} and ${value} in the CSV`);
			}
		}
		const [{ n }] = await rows(`SELECT count(*) AS n FROM ((SELECT * FROM ${csv} EXCEPT ALL SELECT * FROM ${source})
			UNION ALL (SELECT * FROM ${source} EXCEPT ALL SELECT * FROM ${csv}))`);
		if (n !== "0") {
			fail(`${n} rows of ${kind} and CSV differ`);
		}
	}
	if (String(table.rows) !== want.rows) {
		fail(`the manifest has ${table.rows} rows, the CSV ${want.rows}`);
	}
	for (const [column, sum] of Object.entries(table.sums)) {
		if (Number(want[column] ?? 0) !== Number(sum)) {
			fail(`${column} sums up to ${sum} in the manifest and ${want[column]} in the CSV`);
		}
	}
	console.log(`${table.name}: ${want.rows} rows, ${columns.length} columns, ${amounts.length} sums, ${table.partitions.length} partitions`);
	return wrong;
}

// cast reads a column of the CSV as the type that the Parquet file has, without the guard of text.
function cast(column) {
	const id = name(column.column_name);
	if (column.column_type === "VARCHAR") {
		return `regexp_replace(${id}, '^''([=+@\\t\\r-])', '\\1') AS ${id}`;
	}
	return `TRY_CAST(${id} AS ${column.column_type}) AS ${id}`;
}

main().catch((failure) => {
	console.error(failure.message);
	process.exit(1);
});
