// Package lake writes the layout lake: a folder with a Parquet data set that DuckDB, Spark and Snowflake read as it lies, with
// the statements that make tables of it. A second run into the same folder writes only what changed, so that a warehouse can
// follow (docs/reference/lake.md).
//
// # Terms
//
//   - Partition: the rows of a table that lie in one folder. Claims and what belongs to them are parted by claim type and by
//     the year of the claim's thru_date; other tables are one partition.
//   - Part: one Parquet file of a partition.
//   - Run: one export into the folder, counted from 1. Parts carry the number of the run that wrote them in their name.
//   - Digest: the SHA-256 of a partition's rows in order. A partition is written anew when its digest differs from the one in
//     the manifest.
//   - Manifest: _manifest.json, which lists all partitions with their parts. What it does not list is no part of the data set.
package lake
