import type { TestDatabase } from "./test-database.ts";

/** The audit lines of one subject, oldest first, as `action` names. */
export async function auditActions(db: TestDatabase, subjectId: string): Promise<string[]> {
  const rows = await db.prisma.auditEvent.findMany({ where: { subjectId }, orderBy: [{ at: "asc" }, { id: "asc" }] });
  return rows.map((row) => row.action);
}

/** Jobs waiting in the outbox, oldest first. */
export async function outbox(db: TestDatabase): Promise<{ name: string; payload: unknown }[]> {
  return db.asOwner(
    `SELECT t.identifier AS name, j.payload FROM graphile_worker._private_jobs j
     JOIN graphile_worker._private_tasks t ON t.id = j.task_id ORDER BY j.id`,
  );
}
