export interface SeedItem {
  code: string;
  name: string;
  nameEn: string | null;
  parentCode: string | null;
  aliasOf?: string | null;
}
export interface SeedList {
  key: "industry" | "area" | "chain" | "discipline" | "tier" | "honour" | "maturity";
  edition: string;
  title: string;
  titleEn: string;
  source: string;
  validFrom: string;
  isConfirmed: boolean;
  items: SeedItem[];
}

/** One item a line: `code | 名称 | English`. The parent follows from the code. */
export function itemsOf(text: string, parentOf: (code: string) => string | null): SeedItem[] {
  return text
    .trim()
    .split("\n")
    .map((line) => {
      const [code = "", name = "", nameEn = ""] = line.split("|").map((part) => part.trim());
      return { code, name, nameEn: nameEn || null, parentCode: parentOf(code) };
    });
}
