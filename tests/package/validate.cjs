// SPDX-License-Identifier: GPL-3.0-or-later
// Holds Data Packages against npm's `datapackage`: the descriptor by its profiles, the header of every file, the type and
// the constraints of every cell, the keys. Prints "N packages, N files, N rows" and each fault; exit 1 where there is one.
//
//   NODE_PATH=DIR node tests/package/validate.cjs PACKAGE.json ...
const { Package } = require("datapackage");

const most = 20; // faults told of one file

function take(row, read) {
  if (!(row instanceof Error)) {
    read.rows += 1;
    return;
  }
  const errors = row.multiple ? row.errors : [row];
  read.faults.push(...errors.map((error) => `row ${row.rowNumber}: ${error.message}`));
}

async function readFile(resource) {
  const read = { rows: 0, faults: [] };
  const stream = await resource.iter({ stream: true, cast: true, forceCast: true });
  await new Promise((resolve, reject) => {
    stream.on("data", (row) => take(row, read)).on("end", resolve).on("error", reject);
  });
  return read;
}

async function check(path, sums) {
  const pack = await Package.load(path);
  const faults = pack.valid ? [] : pack.errors.map((error) => error.message);
  for (const resource of pack.resources) {
    try {
      const read = await readFile(resource);
      sums.rows += read.rows;
      faults.push(...read.faults.slice(0, most).map((text) => `${resource.name}: ${text}`));
    } catch (error) {
      faults.push(`${resource.name}: ${[error, ...(error.errors || [])].map((e) => e.message).join("; ")}`);
    }
    sums.files += 1;
  }
  sums.packages += 1;
  faults.forEach((text) => console.log(`${path}: ${text}`));
  return faults.length;
}

async function main(paths) {
  const sums = { packages: 0, files: 0, rows: 0 };
  let faults = 0;
  for (const path of paths) faults += await check(path, sums);
  console.log(`${sums.packages} packages, ${sums.files} files, ${sums.rows} rows, ${faults} faults`);
  process.exit(faults > 0 || sums.files === 0 ? 1 : 0);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
