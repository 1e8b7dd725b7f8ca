import { renderSVG } from "uqr";

/** A QR code as SVG, black on white with a quiet zone; scales by CSS. */
export function qrSvg(text: string): string {
  return renderSVG(text, { ecc: "M", border: 2 });
}
