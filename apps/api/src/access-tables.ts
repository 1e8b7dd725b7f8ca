// One line per router; see access-table.ts.
import type { AccessRows } from "./access-table.ts";

export const accessTable: AccessRows = {};
