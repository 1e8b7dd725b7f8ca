// Rounds and notices have no public queries in core yet: the pages show none until they do.
import type { PublicNotice, PublicNoticeRow, PublicRound, PublicRoundRow } from "@jiebang/domain";
export const listPublicRounds = async (
  _db: unknown,
  _o: unknown,
): Promise<{ items: PublicRoundRow[]; total: number }> => ({ items: [], total: 0 });
export const listPublicNotices = async (
  _db: unknown,
  _o: unknown,
): Promise<{ items: PublicNoticeRow[]; total: number }> => ({ items: [], total: 0 });
export const getPublicRound = async (_db: unknown, _n: string): Promise<PublicRound | null> => null;
export const getPublicNotice = async (_db: unknown, _n: string): Promise<PublicNotice | null> => null;
export const exportLedgerByNumber = async (_db: unknown, _n: string): Promise<object | null> => null;
