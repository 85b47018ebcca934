// SPDX-License-Identifier: GPL-3.0-or-later
// duckdb -c SQL, where there is only its library: one row a line, cells with a tab between them.
//
//   NODE_PATH=DIR node tests/package/duckdb.cjs SQL
const { DuckDBInstance } = require("@duckdb/node-api");

async function main([sql]) {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const answer = await connection.runAndReadAll(sql);
  console.log(answer.columnNames().join("\t"));
  answer.getRows().forEach((row) => console.log(row.join("\t")));
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
