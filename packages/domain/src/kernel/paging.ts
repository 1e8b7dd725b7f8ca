import { z } from "zod";

/** Every list is paged from day one. */
export const paging = z.object({
  limit: z.number().int().min(1).max(100).default(20),
  offset: z.number().int().min(0).max(100_000).default(0),
});
export type Paging = z.infer<typeof paging>;

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), total: z.number().int() });
}
export interface Page<T> {
  items: T[];
  total: number;
}
