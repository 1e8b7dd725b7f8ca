// The yardstick: what this machine does today with the least work, one `select 1` and one line of JSON.
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.argv[2], max: 10 });
const app = new Hono().get("/", async (c) => {
  const { rows } = await pool.query({ name: "one", text: "SELECT 1 AS one" });
  return c.json(rows[0]);
});
serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
  console.log(`ready http://127.0.0.1:${port}`),
);
