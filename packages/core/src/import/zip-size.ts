import { DomainError } from "@jiebang/domain";

const END = 0x06054b50;
const ENTRY = 0x02014b50;

/** How large a ZIP gets when it is opened, by its own directory; a file that hides it is refused. */
export function unzippedSize(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wrong = () => new DomainError("invalid", "import.xlsx_wrong", { line: 0, max: 0 });
  let end = -1;
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 66_000); at--)
    if (view.getUint32(at, true) === END) {
      end = at;
      break;
    }
  if (end < 0) throw wrong();
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  let size = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) throw wrong();
    const unzipped = view.getUint32(at + 24, true);
    if (unzipped === 0xffffffff) throw wrong(); // ZIP64: no list is that long
    size += unzipped;
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return size;
}
