// SPDX-License-Identifier: GPL-3.0-or-later
// The first half of the DuckDB peer: reads the exports and builds what peer.R builds, in SQL (peer_duckdb.sql).
//
//   NODE_PATH=DIR node tests/bench/peer_duckdb.cjs EXPORTS AS_OF PEOPLE.csv ROWS.csv
//
// DIR holds @duckdb/node-api.
const fs = require("fs");
const path = require("path");
const { DuckDBInstance } = require("@duckdb/node-api");

async function main([exports, asOf, people, rows]) {
  const values = { EXPORTS: exports, AS_OF: asOf, PEOPLE: people, ROWS: rows };
  const sql = fs.readFileSync(path.join(__dirname, "peer_duckdb.sql"), "utf8").replace(/@(\w+)@/g, (_, name) => values[name]);
  const database = await DuckDBInstance.create(":memory:", { threads: "2" });
  const connection = await database.connect();
  await connection.run(sql);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
