export interface FontWidths {
  has(codePoint: number): boolean;
  width(codePoint: number): number;
}
export function createBreaker(font: FontWidths): {
  lines(text: string, size: number, width: number): string[];
  measure(text: string, size: number): number;
  clean(text: string): string;
};
